import type { Visit } from '../journeys/chromium.ts';
import type { DemoSignIn } from '../journeys/product.ts';
import type { PageState } from './pages.ts';

const emptyName = '空白组织 Empty';
let emptyId: string | null = null;

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
  if (state === 'error') {
    const body = JSON.stringify({
      type: '/docs/problems#columnar_unavailable',
      title: 'The columnar store is away',
      status: 503,
      code: 'columnar_unavailable',
      detail: 'The columnar store does not answer; try again shortly.',
    });
    const away = {
      status: 503,
      contentType: 'application/problem+json',
      headers: { 'retry-after': '2' },
      body,
    };
    await page.route(/\/api\/(?!session|structure|live|auth|language)/, (route) => route.fulfill(away));
  }
}
