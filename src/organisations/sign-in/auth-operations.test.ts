import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse, password } from '../house-fixture.ts';
import { authOperations } from './auth-operations.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house.close());

const described = (path: string) => {
  const operation = authOperations.find((one) => one.path === path);
  if (!operation) throw new Error(`${path} is not described.`);
  return operation.answer;
};

it('the library answers what the API reference says', async () => {
  const { email } = await house.found();
  const signedIn = await house.send('POST', '/api/auth/sign-in/email', { email, password });
  expect(described('/sign-in/email').parse(signedIn.body)).toMatchObject({ user: { email } });
  const person = await house.signIn(email);
  const asks: [string, () => Promise<{ status: number; body: unknown }>][] = [
    ['/get-session', () => person.get('/api/auth/get-session')],
    ['/list-sessions', () => person.get('/api/auth/list-sessions')],
    ['/request-password-reset', () => person.post('/api/auth/request-password-reset', { email })],
    ['/two-factor/enable', () => person.post('/api/auth/two-factor/enable', { password })],
    [
      '/change-password',
      () => person.post('/api/auth/change-password', { currentPassword: password, newPassword: password }),
    ],
    ['/revoke-session', () => person.post('/api/auth/revoke-session', { token: 'of nobody' })],
    ['/revoke-other-sessions', () => person.post('/api/auth/revoke-other-sessions')],
    ['/sign-out', () => house.send('POST', '/api/auth/sign-out', {})],
  ];
  for (const [path, ask] of asks) {
    const { status, body } = await ask();
    expect(`${path} ${status}`).toBe(`${path} 200`);
    const read = described(path).safeParse(body);
    expect(read.success ? '' : `${path}: ${read.error.message} ${JSON.stringify(body)}`).toBe('');
  }
});

it('refuses what is not as described, naming every field', async () => {
  const { status, headers, body } = await house.send('POST', '/api/auth/sign-in/email', {
    email: 7,
    password: 'x'.repeat(200),
  });
  expect(status).toBe(400);
  expect(headers.get('content-type')).toMatch('application/problem+json');
  expect(body).toMatchObject({
    code: 'invalid_request',
    errors: [{ field: 'email' }, { field: 'password' }],
  });
});
