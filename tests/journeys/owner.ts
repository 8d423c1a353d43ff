import type { DemoSignIn } from './product.ts';

/** The demo's owner beside the browser: signs in once, when first asked. */
export function openOwner({ url, email, password }: DemoSignIn) {
  let cookie: Promise<string> | undefined;
  const signedIn = async (): Promise<string> => {
    const answer = await post('/api/auth/sign-in/email', { email, password }, '');
    return answer.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ');
  };
  const post = async (path: string, body: object, withCookie: string): Promise<Response> => {
    const headers = { 'content-type': 'application/json', origin: url, cookie: withCookie };
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  return async <Answer>(path: string, body: object): Promise<Answer> => {
    cookie ??= signedIn();
    return (await post(path, body, await cookie)).json() as Promise<Answer>;
  };
}
