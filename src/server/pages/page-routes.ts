import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ServeStaticOptions, serveStatic } from '@hono/node-server/serve-static';
import type { MiddlewareHandler } from 'hono';
import { newRouter, problem } from '#platform/http';

/**
 * The built pages: the storefront at `/` and its few addresses, the merchant console at `/console`. File names carry
 * a hash of their content, so they are cached for ever; the two HTML files never are. A first start builds them while
 * the server opens already: for `patienceMs` from now on, whoever asks for a page that is not there waits for it.
 */
export function pageRoutes(webDir: string, patienceMs = 0) {
  const router = newRouter();
  const patientUntil = performance.now() + patienceMs;
  const page = (name: string) => async () => {
    const path = join(webDir, name);
    while (!existsSync(path)) {
      if (performance.now() >= patientUntil) return null;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return readFile(path, 'utf8');
  };
  const storefront = page('index.html');
  const console = page('console/index.html');

  router.use(
    '/assets/*',
    onceBuilt(webDir, {
      precompressed: true,
      onFound: (_path, c) => {
        c.header('cache-control', 'public, max-age=31536000, immutable');
      },
    }),
  );
  // Browsers ask for the .ico by themselves wherever a page names no icon, such as an answer of the API opened in a tab.
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    router.get(path, onceBuilt(webDir, { path: 'favicon.svg' }));
  }
  router.get('/assets/*', (c) => problem(c, { code: 'not_found', detail: 'There is no such file.' }));
  for (const path of storefrontPaths) {
    router.get(path, async (c) => {
      const text = await storefront();
      return text === null ? missing(c) : c.html(text, 200, { 'cache-control': 'no-cache' });
    });
  }
  for (const path of ['/console', '/console/*']) {
    router.get(path, async (c) => {
      const text = await console();
      return text === null ? missing(c) : c.html(text, 200, { 'cache-control': 'no-cache' });
    });
  }
  // Somebody who follows an old link is told so by the storefront; a program gets the problem document.
  router.get('*', async (c, next) => {
    const isForPeople = c.req.header('accept')?.includes('text/html') && !programPaths.test(c.req.path);
    const text = isForPeople ? await storefront() : null;
    return text === null ? next() : c.html(text, 404, { 'cache-control': 'no-cache' });
  });
  return router;
}

/** Files of the built pages. They are built while the server starts, so their folder is looked for until it is there. */
function onceBuilt(webDir: string, options: Omit<ServeStaticOptions, 'root'>): MiddlewareHandler {
  let serve: MiddlewareHandler | null = null;
  return (c, next) => {
    serve ??= existsSync(webDir) ? serveStatic({ ...options, root: webDir }) : null;
    return serve ? serve(c, next) : next();
  };
}

/** Addresses that only programs and documents have. */
const programPaths = /^\/(?:api|v1|media|docs|assets)(?:\/|$)/;

/** Named one by one, so that any other address is honestly not found. */
const storefrontPaths = [
  '/',
  '/v/:id',
  '/p/:id',
  '/s/:id',
  '/a/:id',
  '/following',
  '/cart',
  '/checkout',
  '/pay/:id',
  '/orders',
  '/orders/:id',
  '/me',
  '/me/coupons',
  '/me/addresses',
  '/sign-in',
];

const missing = (c: Parameters<typeof problem>[0]) =>
  problem(c, {
    code: 'not_found',
    detail: 'The pages are not built. Start with `npm start`, which builds them.',
  });
