/**
 * The rules of the house as one pure function over the text of all source files, so that a test can plant a
 * violation and see it found. Imports are read as text: what is written is what is checked.
 */
import { dirname, join, normalize } from 'node:path/posix';

/** Leftmost first: a context imports only contexts before it. */
export const order = [
  'kernel',
  'science',
  'platform',
  'organisations',
  'events',
  'metrics',
  'shop',
  'content',
  'audiences',
  'ads',
  'traffic',
  'compass',
  'playbook',
  'server',
  'cli',
] as const;

/** Beside the line: a client of the public API, which nobody but the command line may start. */
const clients = new Set(['simulator']);

/** Stores that work for the whole market instead of one organisation. Each has a reason to. */
export const marketStores: readonly string[] = [
  'src/organisations/',
  'src/events/',
  'src/platform/',
  'src/metrics/peers/',
  // Shoppers belong to the market, and see the shops of all organisations.
  'src/shop/shoppers/',
  'src/shop/storefront/',
  'src/shop/cart/',
  'src/shop/checkout/',
  // One payment may be for the orders of several organisations, and its provider knows none of them.
  'src/shop/payments/',
  // A shopper takes along what every shop keeps of them.
  'src/shop/takeout/',
  // A shopper’s own orders over all shops.
  'src/shop/purchases/',
  // So are the coupons that they claim, whatever shop gives them.
  'src/shop/coupons/claimed/',
  // Its operator looks at the products of all organisations.
  'src/shop/catalogue/market-products-store.ts',
  'src/content/storefront/',
  // Files that nobody shows any more are swept for all organisations together.
  'src/content/upkeep/',
  // Deliveries of all organisations are kept up together, and an erased person leaves those of every one.
  'src/audiences/delivery/',
  'src/audiences/forgetting/',
  // What waits to be erased is tended for all organisations together.
  'src/audiences/erasures/',
  // The auction is one for the market.
  'src/ads/serving/',
  // So are its money, its learning and its bidding: one server leases, learns and moves bids for all plans.
  'src/ads/billing/',
  'src/ads/prediction/',
  'src/ads/bidding/',
  'src/traffic/',
];

const databaseClients = new Set(['pg', 'kysely', 'pg-copy-streams', '@clickhouse/client', 'chdb']);

export type Violation = { readonly file: string; readonly rule: string; readonly detail: string };

type Import = { readonly specifier: string; readonly typeOnly: boolean };

export function importsOf(text: string): Import[] {
  const found: Import[] = [];
  const pattern =
    /^\s*(?:import|export)\s+(type\s+)?(?:[\w*${},\s]+?\s+from\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  for (const match of text.matchAll(pattern)) {
    found.push({ specifier: match[2] ?? match[3] ?? '', typeOnly: match[1] !== undefined });
  }
  return found;
}

export function violationsOf(files: ReadonlyMap<string, string>): Violation[] {
  const found: Violation[] = [];
  for (const [file, text] of files) {
    const imports = importsOf(text);
    found.push(
      ...arrowViolations(file, imports),
      ...storeViolations(file, text, imports),
      ...sizeViolations(file, text),
    );
  }
  found.push(...cycleViolations(files));
  return found;
}

function contextOf(file: string): string | null {
  return /^src\/([^/]+)\//.exec(file)?.[1] ?? null;
}

function isTest(file: string): boolean {
  return /\.test\.tsx?$|\.soak\.ts$|-fixture\.ts$/.test(file);
}

function arrowViolations(file: string, imports: readonly Import[]): Violation[] {
  const found: Violation[] = [];
  const say = (rule: string, detail: string) => found.push({ file, rule, detail });
  const own = contextOf(file);
  for (const { specifier } of imports) {
    if (specifier.startsWith('.')) {
      const target = contextOf(normalize(join(dirname(file), specifier)));
      if (own && target !== own) say('door', `reaches ${specifier} past the door of ${target}`);
      if (file.startsWith('web/') && target) say('web', `reaches ${specifier} in the server's code`);
      continue;
    }
    if (!specifier.startsWith('#')) continue;
    const target = /^#([^/]+)/.exec(specifier)?.[1] ?? '';
    if (file.startsWith('web/')) {
      if (target !== 'kernel' && !specifier.endsWith('/contract')) say('web', `imports ${specifier}`);
      continue;
    }
    if (!own) continue;
    if (clients.has(own)) {
      if (target !== 'kernel' && target !== 'science' && !specifier.endsWith('/contract') && !isTest(file)) {
        say('client', `${own} is a client of the public API, but imports ${specifier}`);
      }
      continue;
    }
    if (isTest(file) && specifier === '#platform/testing') continue;
    if (clients.has(target)) {
      if (own !== 'cli' && own !== 'server') say('client', `imports ${specifier}`);
      continue;
    }
    const from = order.indexOf(own as never);
    const to = order.indexOf(target as never);
    if (to < 0 || from < 0) say('arrow', `${own} or ${target} has no place in the order of contexts`);
    else if (to > from) say('arrow', `${own} imports ${specifier}, which is to its right`);
    else if (to === from && own !== 'platform' && own !== 'kernel') {
      say('door', `${own} imports its own door ${specifier}: use a relative path`);
    }
  }
  return found;
}

function storeViolations(file: string, text: string, imports: readonly Import[]): Violation[] {
  const own = contextOf(file);
  if (!own || own === 'platform' || own === 'cli' || own === 'server' || isTest(file)) return [];
  const found: Violation[] = [];
  if (
    /\b(?:keepGroup|closeGroup|forgetInGroups)\(/.test(text) &&
    !/^src\/(?:events|audiences)\//.test(file)
  ) {
    found.push({ file, rule: 'groups', detail: 'writes groups of people, which only audiences may' });
  }
  if (!file.endsWith('-store.ts')) {
    for (const { specifier, typeOnly } of imports) {
      if (databaseClients.has(specifier) && !typeOnly) {
        found.push({
          file,
          rule: 'store',
          detail: `imports ${specifier}, but only *-store.ts files talk to a database`,
        });
      }
    }
  }
  if (
    /\brecords\.market\(|\brecords\.planned\b|\.marketPool\b/.test(text) &&
    !marketStores.some((allowed) => file.startsWith(allowed))
  ) {
    found.push({
      file,
      rule: 'market',
      detail: 'works for the whole market without being listed in marketStores',
    });
  }
  return found;
}

/** Longer files want to become two; data and generated files say nothing by their length. */
const lengthMax = 500;
const dataFiles = /database\.ts$|messages\/|migrations\/|\/names-|-data\.ts$|\.data\.ts$/;

function sizeViolations(file: string, text: string): Violation[] {
  const lines = text.split('\n').length;
  if (lines <= lengthMax || dataFiles.test(file)) return [];
  return [{ file, rule: 'size', detail: `${lines} lines; more than ${lengthMax} only for pure data` }];
}

function cycleViolations(files: ReadonlyMap<string, string>): Violation[] {
  const edges = new Map<string, string[]>();
  for (const [file, text] of files) {
    // Types vanish at run time: a cycle of types alone loads nothing twice.
    const targets = importsOf(text)
      .filter((entry) => !entry.typeOnly)
      .map((entry) => resolve(file, entry.specifier));
    edges.set(
      file,
      targets.filter((target): target is string => target !== null && files.has(target)),
    );
  }
  const found: Violation[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (file: string, path: readonly string[]): void => {
    if (state.get(file) === 'done') return;
    if (state.get(file) === 'open') {
      found.push({ file, rule: 'cycle', detail: [...path.slice(path.indexOf(file)), file].join(' → ') });
      return;
    }
    state.set(file, 'open');
    for (const target of edges.get(file) ?? []) visit(target, [...path, file]);
    state.set(file, 'done');
  };
  for (const file of edges.keys()) visit(file, []);
  return found;
}

/** The path an import leads to, by the map in package.json; null for packages. */
export function resolve(file: string, specifier: string): string | null {
  if (specifier.startsWith('.')) return normalize(join(dirname(file), specifier));
  const parts = /^#([^/]+)(?:\/(.+))?$/.exec(specifier);
  if (!parts) return null;
  const [, context, rest] = parts;
  if (context === 'kernel' || context === 'science') return `src/${context}/${rest}.ts`;
  if (context === 'platform') return `src/platform/${rest}/index.ts`;
  return rest === 'contract' ? `src/${context}/contract.ts` : `src/${context}/index.ts`;
}
