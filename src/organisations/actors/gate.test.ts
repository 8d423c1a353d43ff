import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse, password } from '../house-fixture.ts';
import { isCrossSite } from './same-site-only.ts';

let house: House;
beforeAll(async () => {
  const limits = {
    actor: { requestsMax: 5, perMs: 60_000 },
    wrongKey: { requestsMax: 3, perMs: 60_000 },
    failedSignIn: { requestsMax: 4, perMs: 60_000 },
  };
  // Time stands still, or a slow machine would earn new tries while it works.
  house = await openHouse('http://meadow.test', limits, () => 0);
});
afterAll(() => house.close());

describe('limits', () => {
  it('slow down one key without slowing another', async () => {
    const one = await house.found();
    const other = await house.found();
    const statuses = [];
    for (let number = 0; number < 6; number++)
      statuses.push((await one.program.get('/api/structure')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const refused = await one.program.get('/api/structure');
    expect(refused.body.code).toBe('too_many_requests');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await other.program.get('/api/structure')).status).toBe(200);
  });

  it('stop guessing a password, even all at once, and forget when the person comes', async () => {
    const { email } = await house.found();
    const attempt = (secret: string) =>
      house.send('POST', '/api/auth/sign-in/email', { email, password: secret });
    expect((await attempt('a wrong password')).status).toBe(401);
    expect((await attempt(password)).status).toBe(200);
    const guesses = await Promise.all(Array.from({ length: 12 }, (_, n) => attempt(`wrong password ${n}`)));
    const statuses = guesses.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(4).fill(401), ...Array(8).fill(429)]);
    const { email: another } = await house.found();
    expect((await house.send('POST', '/api/auth/sign-in/email', { email: another, password })).status).toBe(
      200,
    );
  });

  it('stop guessing keys from one address', async () => {
    const guess = () => house.send('GET', '/api/structure', undefined, { authorization: 'Bearer mk_guess' });
    const statuses = [];
    for (let number = 0; number < 5; number++) statuses.push((await guess()).status);
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  });
});

it('a request is cross-site by what the browser says, else by its origin, and never when it only reads', () => {
  const verdict = (method: string, headers: Record<string, string>) =>
    isCrossSite(method, new Headers(headers), 'meadow.test:4600');
  expect(verdict('POST', { 'sec-fetch-site': 'cross-site' })).toBe(true);
  expect(verdict('POST', { 'sec-fetch-site': 'same-site' })).toBe(true);
  expect(verdict('POST', { 'sec-fetch-site': 'same-origin', origin: 'http://other' })).toBe(false);
  expect(verdict('DELETE', { origin: 'http://evil.example' })).toBe(true);
  expect(verdict('DELETE', { origin: 'null' })).toBe(true);
  expect(verdict('DELETE', { origin: 'https://meadow.test:4600' })).toBe(false);
  expect(verdict('POST', {})).toBe(false);
  expect(verdict('GET', { 'sec-fetch-site': 'cross-site' })).toBe(false);
});

it('sign-in bears hostile bodies without falling over', async () => {
  const post = async (body: string, type = 'application/json') => {
    const answer = await house.app.request('http://meadow.test/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    return answer.status;
  };
  expect(await post('{"email":')).toBe(400);
  expect(await post('[]')).toBe(400);
  expect(await post('null')).toBe(400);
  expect(await post('{"email":"a\\u0000@example.com","password":"x"}')).toBe(400);
  expect(await post('{"email":{"$ne":1},"password":["x"]}')).toBe(400);
  expect(await post(JSON.stringify({ email: 'a@example.com', password: 'x'.repeat(20_000) }))).toBe(413);
  expect(await post('email=a&password=b', 'text/plain')).toBe(415);
});
