import { createRoute } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { newRouter } from '#platform/http';
import type { Records } from '#platform/records';
import { addressName, type Limiters, tooManyRequests } from '../actors/gate-limits.ts';
import { sameSiteOnly } from '../actors/same-site-only.ts';
import { setUpCreate, setUpCreated, setUpView } from '../contract.ts';
import { answers, created, granted, jsonBody } from '../route-parts.ts';
import type { Auth } from '../sign-in/auth-store.ts';
import { signInAnew } from '../sign-in/sign-in-anew.ts';
import { isSetUpOpen, setUpInstance } from './set-up.ts';

const look = createRoute({
  method: 'get',
  path: '/api/set-up',
  tags: ['Sign-in'],
  summary: 'Whether the instance still waits for its first person',
  responses: answers('Open until somebody is in', setUpView),
});
const create = createRoute({
  method: 'post',
  path: '/api/set-up',
  tags: ['Sign-in'],
  summary: 'Found the first organisation, with the token printed at the start; signs its owner in',
  middleware: [sameSiteOnly],
  request: { body: jsonBody(setUpCreate) },
  responses: created('The organisation and its owner', setUpCreated),
});

export type SetUpParts = {
  readonly records: Records;
  readonly auth: Auth;
  readonly limiters: Limiters;
  readonly token: string;
};

export function setUpRoutes({ records, auth, limiters, token }: SetUpParts) {
  const routes = newRouter();
  routes.post('/api/set-up', async (c, next) => {
    const pace = limiters.signIn.take(addressName(c));
    return pace.allowed ? await next() : tooManyRequests(c, pace.retryAfterMs);
  });
  return routes
    .openapi(look, async (c) => c.json({ open: await isSetUpOpen(records) }, 200))
    .openapi(create, async (c) => {
      const input = c.req.valid('json');
      const founded = granted(await setUpInstance(records, token, input));
      await signInAnew(c, auth, input.owner);
      return c.json(
        {
          organizationId: showId('organization', founded.organizationId),
          memberId: showId('member', founded.memberId),
        },
        201,
      );
    });
}
