import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { html, raw } from 'hono/html';
import { newRouter, problem, problemTable } from '#platform/http';

const require = createRequire(import.meta.url);

/** Files of Swagger UI that the reference page loads, with their types. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const startScript = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#reference', deepLinking: true,
  defaultModelsExpandDepth: 0, docExpansion: 'list', validatorUrl: null });`;

/** `/docs`: the API reference, drawn in the browser from `/openapi.json`; nothing comes from outside. */
export function docsRoutes() {
  const router = newRouter();
  const folder = join(require.resolve('swagger-ui-dist/package.json'), '..');

  router.get('/docs', (c) =>
    c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <title>Meadow API</title>
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/assets/start.js"></script>
  </body>
</html>`),
  );
  router.get('/docs/problems', (c) =>
    c.html(html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
    <title>Meadow API: problems</title>
    <style>
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
      td, th { text-align: left; padding: 0.3rem 1rem 0.3rem 0; vertical-align: top; }
    </style>
  </head>
  <body>
    <h1>Problems</h1>
    <p>Every error is an RFC 9457 problem document. Its <code>code</code> is stable; rely on it, not on the text.</p>
    <table>
      <thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead>
      <tbody>
        ${raw(
          Object.entries(problemTable)
            .map(
              ([code, { status, title }]) =>
                `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td></tr>`,
            )
            .join(''),
        )}
      </tbody>
    </table>
  </body>
</html>`),
  );
  router.get('/docs/assets/start.js', (c) => c.body(startScript, 200, { 'content-type': 'text/javascript' }));
  router.get('/docs/assets/:file', async (c) => {
    const type = assets[c.req.param('file')];
    if (!type) return problem(c, { code: 'not_found', detail: 'There is no such file.' });
    return c.body(await readFile(join(folder, c.req.param('file')), 'utf8'), 200, {
      'content-type': type,
      'cache-control': 'public, max-age=86400',
    });
  });
  return router;
}
