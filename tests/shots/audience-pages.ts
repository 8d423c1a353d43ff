import type { Page } from 'playwright-core';
import type { Audiences } from './audiences.ts';
import type { Deliveries } from './deliveries.ts';
import type { PageShot } from './pages.ts';
import type { Placements } from './placements.ts';

const all = ['data', 'empty', 'error', 'loading'] as const;
const some = ['data', 'error', 'loading'] as const;

/** Pages of audiences, of where they are delivered, and of the placements that reach them. */
export function audiencePagesOf(
  { visited, bought, nested, frozen }: Audiences,
  deliveries: Deliveries,
  placements: Placements,
): readonly PageShot[] {
  const { measured } = deliveries;
  const layers = '/console/audiences/layers';
  const list = '/console/audiences/list';
  const portrait = `/console/audiences/portrait?audience=${bought.id}`;
  const pair = `/console/audiences/compare?a=${bought.id}&b=${visited.id}`;
  return [
    { name: 'layers', path: layers, states: all },
    { name: 'layers-moved', path: `${layers}?move=seen.high_potential`, states: ['data'] },
    { name: 'layers-o5a', path: `${layers}?view=o5a`, states: ['data'] },
    { name: 'layers-count', path: `${layers}?view=o5a&about=ask`, states: ['data'], fullPage: false },
    { name: 'layers-deepened', path: `${layers}?about=deepened`, states: ['data'], fullPage: false },
    { name: 'layers-table', path: layers, states: ['data'], prepare: pressTable },
    { name: 'audiences', path: list, states: all },
    { name: 'audience-new', path: `${list}/new`, states: all },
    { name: 'audience', path: `${list}/${visited.id}`, states: some },
    { name: 'audience-nested', path: `${list}/${nested.id}`, states: some },
    { name: 'audience-frozen', path: `${list}/${frozen.id}`, states: ['data'] },
    { name: 'portrait', path: '/console/audiences/portrait', states: all },
    { name: 'portrait-base', path: `${portrait}&base=${visited.id}`, states: some },
    {
      name: 'portrait-index',
      path: `${portrait}&base=${visited.id}&about=consumption_level.high`,
      states: ['data'],
      fullPage: false,
    },
    { name: 'compare', path: '/console/audiences/compare', states: all },
    { name: 'compare-two', path: pair, states: some },
    { name: 'value', path: '/console/audiences/value', states: all },
    { name: 'deliveries', path: '/console/audiences/deliveries', states: all },
    ...Object.entries(deliveries).map(
      ([of, id]): PageShot => ({
        name: `delivery-${of}`,
        path: `/console/audiences/deliveries/${id}`,
        states: of === 'measured' ? some : ['data'],
      }),
    ),
    {
      name: 'delivery-result',
      path: `/console/audiences/deliveries/${measured}?about=result.${measured}`,
      states: ['data'],
      fullPage: false,
    },
    { name: 'placements', path: '/console/content/placements', states: all },
    {
      name: 'placement-new',
      path: '/console/content/placements?create=1',
      states: ['data'],
      fullPage: false,
    },
    ...Object.entries(placements).map(
      ([of, id]): PageShot => ({
        name: `placement-${of}`,
        path: `/console/content/placements/${id}`,
        states: of === 'feed' ? some : ['data'],
      }),
    ),
  ];
}

async function pressTable(page: Page): Promise<void> {
  await page.locator('.trend-tools button').nth(1).click();
}
