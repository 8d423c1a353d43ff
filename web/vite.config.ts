import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env.PORT ?? '4600'}`;
const proxied = ['/api', '/v1', '/media', '/docs', '/openapi.json', '/healthz', '/readyz'];

/**
 * Two pages from one build: the storefront at `/` and the console at `/console`, sharing `/assets`. In development
 * everything that is not a page is asked from the server on PORT.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), consoleAddresses()],
  server: {
    host: '127.0.0.1',
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server }])),
  },
  build: {
    outDir: join(import.meta.dirname, 'dist'),
    target: 'es2022',
    // The chart library alone is larger than Vite's warning, and it is loaded after the first numbers.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      // Parts of Semi that we do not use, and that are dropped from the build, warn about their own code.
      onLog: (level, log, tell) => {
        if (!log.message.includes('node_modules')) tell(level, log);
      },
      input: {
        storefront: join(import.meta.dirname, 'index.html'),
        console: join(import.meta.dirname, 'console/index.html'),
      },
    },
  },
});

/** In development, every address below `/console` is the console's one HTML page, as the server does it. */
function consoleAddresses() {
  return {
    name: 'console-addresses',
    configureServer(dev: import('vite').ViteDevServer) {
      dev.middlewares.use((request, _response, next) => {
        const path = (request.url ?? '').split('?')[0] ?? '';
        if (/^\/console(\/[\w-]+)*\/?$/.test(path)) request.url = '/console/index.html';
        next();
      });
    },
  };
}
