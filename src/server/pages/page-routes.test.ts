import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pageRoutes } from './page-routes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meadow-pages-'));
  await mkdir(join(folder, 'console'));
  await writeFile(join(folder, 'index.html'), '<title>Storefront</title>');
  await writeFile(join(folder, 'console', 'index.html'), '<title>Console</title>');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = async (path: string, accept: string) => {
  const answer = await pageRoutes(folder).request(path, { headers: { accept } });
  const text = await answer.text();
  return [answer.status, /<title>(\w+)/.exec(text)?.[1] ?? null];
};

it('answers every address of the storefront and of the console with its page', async () => {
  for (const path of ['/', '/v/vid_1', '/orders', '/orders/ord_1', '/me/addresses', '/me/coupons'])
    expect(await ask(path, 'text/html'), path).toEqual([200, 'Storefront']);
  for (const path of ['/console', '/console/shop/orders'])
    expect(await ask(path, 'text/html'), path).toEqual([200, 'Console']);
});

it('lets the storefront tell people of an address that is not there, and says only so to programs', async () => {
  expect(await ask('/an/old/link', 'text/html,application/xhtml+xml')).toEqual([404, 'Storefront']);
  for (const [path, accept] of [
    ['/an/old/link', 'application/json'],
    ['/api/nothing', 'text/html'],
    ['/media/nothing.mp4', 'text/html'],
  ] as const)
    expect(await ask(path, accept), path).toEqual([404, null]);
});

it('lets whoever comes while the pages are being built wait for them', async () => {
  const soon = join(folder, 'soon');
  const asked = pageRoutes(soon, 60_000).request('/console/cockpit', { headers: { accept: 'text/html' } });
  await mkdir(join(soon, 'console'), { recursive: true });
  await writeFile(join(soon, 'console', 'index.html'), '<title>Console</title>');
  const answer = await asked;
  expect([answer.status, await answer.text()]).toEqual([200, '<title>Console</title>']);
});

it('says that the pages are not built until they are, and complains of nothing by itself', async () => {
  const complaint = vi.spyOn(console, 'error');
  const later = join(folder, 'later');
  const routes = pageRoutes(later);
  const statusOf = async (path: string) =>
    (await routes.request(path, { headers: { accept: 'text/html' } })).status;
  for (const path of ['/', '/console', '/assets/a.js', '/favicon.svg'])
    expect(await statusOf(path), path).toBe(404);
  expect(await (await routes.request('/')).json()).toMatchObject({ code: 'not_found' });
  await mkdir(join(later, 'assets'), { recursive: true });
  await writeFile(join(later, 'index.html'), '<title>Storefront</title>');
  await writeFile(join(later, 'assets', 'a.js'), 'export {};');
  for (const path of ['/', '/assets/a.js']) expect(await statusOf(path), path).toBe(200);
  expect(complaint).not.toHaveBeenCalled();
  complaint.mockRestore();
});
