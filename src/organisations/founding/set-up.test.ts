import { afterAll, beforeAll, expect, it } from 'vitest';
import { cookieOf, type House, openHouse, password } from '../house-fixture.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const organization = { name: 'First', zone: 'Asia/Shanghai', currency: 'CNY' };
const setUp = (token: string, email: string) =>
  house.send('POST', '/api/set-up', { token, organization, owner: { name: 'Fay', email, password } });

it('an empty instance is set up once, by whoever has the printed link, who then operates the market', async () => {
  expect((await house.send('GET', '/api/set-up')).body).toEqual({ open: true });
  const link = await house.organisations.setUpLink();
  const token = new URL(link ?? '').searchParams.get('token') ?? '';
  const guessed = await setUp('A'.repeat(token.length), 'thief@example.com');
  expect([guessed.status, guessed.body.code]).toEqual([401, 'wrong_key']);

  const answers = await Promise.all(['a', 'b', 'c'].map((letter) => setUp(token, `${letter}@example.com`)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const won = answers.find(({ status }) => status === 201);
  const owner = house.as({ cookie: cookieOf(won?.headers ?? new Headers()) });
  const { body } = await owner.get('/api/session');
  expect(body).toMatchObject({ user: { isOperator: true }, member: { role: 'owner' }, organization });

  expect((await house.send('GET', '/api/set-up')).body).toEqual({ open: false });
  expect(await house.organisations.setUpLink()).toBeNull();
});
