/**
 * Where somebody goes after signing in: back to the page of ours they came from. Anything that could lead out
 * of the console is not followed. Pure.
 */
export function nextAddress(next: string | undefined): string {
  const home = '/console/cockpit';
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return home;
  const path = next.startsWith('/console/') ? next : next === '/console' ? '/' : next;
  const inside = path.startsWith('/console/') ? path : `/console${path}`;
  return /^\/console\/(sign-in|forgot-password|reset-password)?([?#]|$)/.test(inside) ? home : inside;
}
