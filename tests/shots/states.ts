import type { Visit } from '../journeys/chromium.ts';
import type { DemoSignIn } from '../journeys/product.ts';
import type { PageState } from './pages.ts';

const emptyName = '空白组织 Empty';
let emptyId: string | null = null;

/** What the server answers while one of its stores does not answer it. */
const away = (code: string, title: string) => ({
  status: 503,
  contentType: 'application/problem+json',
  headers: { 'retry-after': '2' },
  body: JSON.stringify({
    type: `/docs/problems#${code}`,
    title,
    status: 503,
    code,
    detail: 'The store does not answer; try again shortly.',
  }),
});
const recordsAway = away('records_unavailable', 'The records are away');
const columnarAway = away('columnar_unavailable', 'The columnar store is away');

/** Everything but who is there and what they have. */
const later = /\/api\/(?!session|structure|live|auth|language)/;

type Headers = Readonly<Record<string, string>>;

/** A second organisation in which nothing has happened yet: empty pages are then real ones. */
export async function openEmptyOrganisation(demo: DemoSignIn): Promise<void> {
  const signedIn = await fetch(`${demo.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: demo.url },
    body: JSON.stringify({ email: demo.email, password: demo.password }),
  });
  const cookie = signedIn.headers
    .getSetCookie()
    .map((text) => text.split(';')[0])
    .join('; ');
  const headers: Headers = { cookie, 'content-type': 'application/json', origin: demo.url };
  const session = (await (await fetch(`${demo.url}/api/session`, { headers })).json()) as {
    memberships: { organizationId: string; organizationName: string }[];
  };
  const there = session.memberships.find(({ organizationName }) => organizationName === emptyName);
  emptyId = there?.organizationId ?? (await create(demo, headers));
}

async function create(demo: DemoSignIn, headers: Headers): Promise<string> {
  const body = JSON.stringify({ name: emptyName, zone: 'Asia/Shanghai', currency: 'CNY' });
  const answer = await fetch(`${demo.url}/api/organizations`, { method: 'POST', headers, body });
  if (!answer.ok)
    throw new Error(`No empty organisation could be made: ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Makes a visit that of a shopper: the busy one where there is something to see, else somebody new. */
export async function enterStore(
  { context, page }: Visit,
  state: PageState,
  demo: DemoSignIn,
  token: string,
) {
  if (state !== 'empty')
    await context.addCookies([{ name: 'meadow.shopper', value: token, url: demo.url, httpOnly: true }]);
  if (state === 'error')
    await page.route(/\/api\/storefront\/(?!session|me$)/, (route) => route.fulfill(recordsAway));
}

/** Puts a signed-in visit into the state that is to be pictured. */
export async function enterState({ page }: Visit, state: PageState): Promise<void> {
  if (state === 'empty') {
    const status = await page.evaluate(
      async (organizationId) =>
        (
          await fetch('/api/session', {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ organizationId }),
          })
        ).status,
      emptyId,
    );
    if (status >= 400) throw new Error(`Switching to the empty organisation answered ${status}.`);
  }
  // Who leaves closes the page, and with it what waits.
  if (state === 'loading') await page.route(later, () => undefined);
  if (state === 'error') {
    await page.route(later, (route) => route.fulfill(columnarAway));
  }
}
