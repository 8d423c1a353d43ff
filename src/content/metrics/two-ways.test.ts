import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids';
import type { MetricFilter } from '#metrics/contract';
import { openTestWorld, type TestWorld } from '#platform/testing';
import { contentCounts } from './content-counts.ts';
import { type Deed, deeds, openShow } from './content-world-fixture.ts';
import { contentMetrics } from './index.ts';

let world: TestWorld;
beforeAll(async () => {
  world = await openTestWorld();
  await world.columnar.insert('person_merges', [{ person: 1, canonical: 2, version: 1 }], 'merge');
  await world.columnar.command('SYSTEM RELOAD DICTIONARY {name:Identifier}', {
    name: `${world.columnar.database}.person_canonical`,
  });
});
afterAll(() => world.close());

const startMs = Date.UTC(2026, 2, 1, 16);
const range = { from: '2026-03-03', to: '2026-03-03' };
const [fromMs, toMs] = [Date.UTC(2026, 2, 2, 16), Date.UTC(2026, 2, 3, 16)];
const accounts = [newId('account'), newId('account'), 'a creator outside'];
const who = (person: number) => (person === 1 ? 2 : person);

/** Whether the person followed the account at that moment, by going through everything that was before it. */
function follows(all: readonly Deed[], { person, by, atMs }: Deed): boolean {
  const changes = all.filter(
    (deed) =>
      /^Account (Unf|F)ollowed$/.test(deed.event) &&
      who(deed.person) === who(person) &&
      deed.by === by &&
      deed.atMs < atMs,
  );
  return changes.at(-1)?.event === 'Account Followed';
}

function byHand(all: readonly Deed[], keeps: (deed: Deed) => boolean): Record<string, number> {
  const mine = all.filter((deed) => deed.atMs >= fromMs && deed.atMs < toMs && keeps(deed));
  const of = (...names: string[]) => mine.filter(({ event }) => names.includes(event));
  const people = (list: readonly Deed[]) =>
    new Set(list.map(({ person }) => who(person)).filter((person) => person !== 0)).size;
  const watched = of('Content Played', 'Live Entered');
  const played = of('Content Played');
  return {
    views: watched.length,
    viewers: people(watched),
    content_impressions: of('Content Impression').length,
    content_exposed: people(of('Content Impression')),
    watch_ms: mine.reduce((sum, { watchMs }) => sum + watchMs, 0),
    plays: played.length,
    full_plays: played.filter(({ watchMs, durationMs }) => durationMs > 0 && watchMs >= 0.9 * durationMs)
      .length,
    plays_3s: played.filter(({ watchMs }) => watchMs >= 3_000).length,
    plays_5s: played.filter(({ watchMs }) => watchMs >= 5_000).length,
    interactors: people(
      of('Content Liked', 'Content Commented', 'Content Shared', 'Content Favorited', 'Live Commented'),
    ),
    new_followers: people(of('Account Followed')),
    viewers_not_following: people(watched.filter((deed) => !follows(all, deed))),
    product_impressions: of('Product Impression').length,
    product_exposed: people(of('Product Impression')),
    product_clicks: of('Product Clicked').length,
    product_clickers: people(of('Product Clicked')),
  };
}

describe('content metrics', () => {
  it('agree with plain counting, in all and for one video', async () => {
    await fc.assert(
      fc.asyncProperty(deeds(startMs, accounts), async (all) => {
        const { organizationId, metrics } = await openShow(world, all);
        const ask = async (filters: MetricFilter[]) => {
          const answer = await metrics.query(organizationId, {
            metrics: [...contentCounts.map(({ id }) => id), 'follow_rate'],
            dimensions: [],
            filters,
            range,
            grain: 'all',
          });
          if (!answer.ok) throw new Error(answer.refusal.detail);
          return answer.value.rows[0]?.values ?? {};
        };
        const kept: readonly [MetricFilter[], (deed: Deed) => boolean][] = [
          [[], () => true],
          [[{ dimension: 'content', op: 'in', values: ['v1'] }], ({ content }) => content === 'v1'],
        ];
        for (const [filters, keeps] of kept) {
          const { follow_rate: rate, ...counts } = await ask(filters);
          const wanted = byHand(all, keeps);
          expect(counts).toEqual(wanted);
          const { new_followers: followers = 0, viewers_not_following: strangers = 0 } = wanted;
          expect(rate).toBe(strangers === 0 ? null : followers / strangers);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('are made of their rows, page by page, both parts of a ratio', async () => {
    const [all] = fc.sample(deeds(startMs, accounts), { numRuns: 1, seed: 11 });
    if (!all) throw new Error('no deeds');
    const { organizationId, metrics } = await openShow(world, all);
    const ids = contentMetrics.map(({ id }) => id);
    const filters: MetricFilter[] = [{ dimension: 'content', op: 'in', values: ['v1', 'v2'] }];
    const answer = await metrics.query(organizationId, {
      metrics: ids,
      dimensions: [],
      filters,
      range,
      grain: 'all',
    });
    if (!answer.ok) throw new Error(answer.refusal.detail);
    const { rows, meta } = answer.value;
    for (const id of ids) {
      const parts = meta.parts[id]?.[0];
      const wanted = parts
        ? ([
            ['numerator', parts.numerator],
            ['denominator', parts.denominator],
          ] as const)
        : ([['numerator', rows[0]?.values[id] ?? null]] as const);
      for (const [part, value] of wanted) {
        let sum = 0;
        let cursor: string | undefined;
        do {
          const page = await metrics.rows(organizationId, {
            metric: id,
            filters,
            range,
            part,
            limit: 40,
            ...(cursor ? { cursor } : {}),
          });
          if (!page.ok) throw new Error(page.refusal.detail);
          for (const row of page.value.rows) {
            sum += Number(row.value);
            expect(['v1', 'v2', undefined], id).toContain(row.content ?? undefined);
          }
          expect(page.value.sum, id).toBe(value ?? 0);
          cursor = page.value.nextCursor ?? undefined;
        } while (cursor);
        expect(sum, `${id} ${part}`).toBe(value ?? 0);
      }
    }
  });
});
