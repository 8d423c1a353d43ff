import type { Context } from 'hono';
import { clientAddress } from '#platform/http';
import { type Auth, addressHeader } from './auth-store.ts';

/** Signs in a person who was made in this very request; the answer sets their cookie. */
export async function signInAnew(
  c: Context,
  auth: Auth,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const headers = new Headers(c.req.raw.headers);
  const address = clientAddress(c);
  if (address) headers.set(addressHeader, address);
  else headers.delete(addressHeader);
  const answer = await auth.api.signInEmail({ body: { email, password }, headers, returnHeaders: true });
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}
