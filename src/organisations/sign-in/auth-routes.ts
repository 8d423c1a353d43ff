import type { z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { clientAddress, newRouter, problem } from '#platform/http';
import type { Records } from '#platform/records';
import { addressName, type Limiters, tooManyRequests } from '../actors/gate-limits.ts';
import { sameSiteOnly } from '../actors/same-site-only.ts';
import { answers, jsonBody } from '../route-parts.ts';
import { authOperations } from './auth-operations.ts';
import { type Auth, addressHeader } from './auth-store.ts';
import { personIn, securityAction } from './security-events.ts';
import { logSecurityEvent } from './security-events-store.ts';

const base = '/api/auth';
const operations = new Map(
  authOperations.map((operation) => [`${operation.method.toUpperCase()} ${operation.path}`, operation]),
);

export type AuthRouteParts = {
  readonly records: Records;
  readonly auth: Auth;
  readonly baseUrl: string;
  readonly limiters: Limiters;
};

/** What hashes a password, checks a code or sends a mail, and is therefore worth guessing at or flooding. */
const limitedPath = /^\/(sign-in|two-factor|change-password|reset-password|request-password-reset)\b/;

const smallBody = bodyLimit({
  maxSize: 16 * 1024,
  onError: (c) => problem(c, { code: 'too_large', detail: 'The request body is longer than 16 KB.' }),
});

/** The sign-in library behind our own doors: same-site only, limited, errors as problem documents. */
export function authRoutes({ auth, baseUrl, limiters, records }: AuthRouteParts) {
  const onSuccess = async (path: string, answer: unknown, headers: Headers, ipAddress: string | null) => {
    const action = securityAction(path, answer);
    if (!action) return;
    const session = personIn(answer) ? null : await auth.api.getSession({ headers });
    const userId = personIn(answer) ?? session?.user.id;
    if (userId) await logSecurityEvent(records, { userId, action, ipAddress });
  };
  const router = newRouter();
  for (const { method, path, summary, body, answer } of authOperations)
    router.openAPIRegistry.registerPath({
      method,
      path: base + path,
      tags: ['Sign-in'],
      summary,
      ...(body ? { request: { body: jsonBody(body) } } : {}),
      responses: answers('Done', answer),
    });
  router.all(`${base}/*`, sameSiteOnly, smallBody, async (c) => {
    const path = c.req.path.slice(base.length);
    const operation = operations.get(`${c.req.method} ${path}`);
    if (!operation) return problem(c, { code: 'not_found', detail: `There is nothing at ${c.req.path}.` });
    const pace = limitedPath.test(path)
      ? limiters.signIn.take(addressName(c))
      : { allowed: true, retryAfterMs: 0 };
    if (!pace.allowed) return tooManyRequests(c, pace.retryAfterMs);
    const headers = new Headers(c.req.raw.headers);
    // The origin was checked already; the library compares with the one address it was configured with.
    headers.set('origin', new URL(baseUrl).origin);
    const address = clientAddress(c);
    if (address) headers.set(addressHeader, address);
    else headers.delete(addressHeader);
    const body = c.req.method === 'GET' ? undefined : await c.req.text();
    // PostgreSQL text cannot hold U+0000, which nothing here needs either.
    if (body && /\\u0000|\0/.test(body)) {
      return problem(c, { code: 'invalid_request', detail: 'U+0000 is not allowed.' });
    }
    if (body && !/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
      return problem(c, { code: 'unsupported_media_type', detail: 'The body must be application/json.' });
    }
    const flaws = operation.body ? flawsOf(operation.body, body) : [];
    if (flaws[0]) {
      const { field, detail } = flaws[0];
      return problem(c, { code: 'invalid_request', detail: `${field}: ${detail}` }, flaws);
    }
    const email = path === '/sign-in/email' ? emailOf(body) : null;
    // Taken beforehand and given back on success, so that guesses sent all at once count as well.
    const guess = email ? limiters.failedSignIn.take(email) : null;
    if (guess && !guess.allowed) return tooManyRequests(c, guess.retryAfterMs);
    const answer = await auth.handler(
      new Request(new URL(c.req.path + new URL(c.req.url).search, baseUrl), {
        method: c.req.method,
        headers,
        ...(body ? { body } : {}),
      }),
    );
    if (email && answer.status < 400) limiters.failedSignIn.forget(email);
    if (answer.status >= 400) return asProblem(c, answer);
    await onSuccess(
      path,
      await answer
        .clone()
        .json()
        .catch(() => null),
      headers,
      address,
    );
    return answer;
  });
  return router;
}

/** What of a body is not as described; the library gets it as it came. */
function flawsOf(schema: z.ZodType, body: string | undefined): { field: string; detail: string }[] {
  const { error } = schema.safeParse(parsed(body));
  return (error?.issues ?? []).map(({ path, message }) => ({
    field: path.join('.') || 'json',
    detail: message,
  }));
}

function parsed(body: string | undefined): unknown {
  try {
    return JSON.parse(body ?? '');
  } catch {
    return undefined;
  }
}

function emailOf(body: string | undefined): string | null {
  const { email } = (parsed(body) ?? {}) as { email?: unknown };
  return typeof email === 'string' ? email.toLowerCase() : null;
}

/** The library's `{code, message}` as a problem document; its code in our spelling, its status kept. */
async function asProblem(c: Context, answer: Response): Promise<Response> {
  const said = (await answer.json().catch(() => ({}))) as { code?: unknown; message?: unknown };
  if (answer.status >= 500) throw new Error(`Sign-in failed: ${JSON.stringify(said)}`);
  const code = typeof said.code === 'string' ? said.code.toLowerCase() : 'invalid_request';
  const detail = typeof said.message === 'string' ? said.message : 'The request is not valid.';
  for (const cookie of answer.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  c.header('content-type', 'application/problem+json; charset=utf-8');
  return c.body(
    JSON.stringify({ type: `/docs/problems#${code}`, title: detail, status: answer.status, code, detail }),
    answer.status as 400,
  );
}
