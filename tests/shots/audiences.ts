import type { AudienceView, ValueView } from '../../src/audiences/contract.ts';
import { type Ask, until } from './ask.ts';

const nameOf = (of: string) => `截图 ${of}`;
const lately = { lastDays: 30 };
const visited = { kind: 'last', what: { action: 'visited' }, op: 'within', days: 30 };
const viewed = { action: 'viewed_product' };
const bought = { kind: 'bought', measure: 'orders', op: 'at_least', value: 1, window: lately };

/** Audiences to be portrayed, compared, delivered and opened; `visited` is the largest. */
export type Audiences = {
  readonly visited: AudienceView;
  readonly bought: AudienceView;
  /** A rule with all kinds of branches: sequence, look-alike, taste, value, layer, another audience. */
  readonly nested: AudienceView;
  readonly frozen: AudienceView;
};

/** A second run finds them there. */
export async function leaveAudiences(ask: Ask): Promise<Audiences> {
  const { items } = await ask<{ items: AudienceView[] }>('/api/audiences?limit=200');
  const leave = async (of: string, rule: object, kind: 'live' | 'frozen' = 'live') =>
    items.find(({ name }) => name === nameOf(of)) ??
    ask<AudienceView>('/api/audiences', { name: nameOf(of), kind, rule });
  const visitors = await leave('来访', visited);
  const buyers = await leave('买过', bought);
  await leave('看过', { kind: 'did', what: viewed, times: { op: 'at_least', value: 2 }, window: lately });
  const alike = { kind: 'look_alike', audienceId: buyers.id, size: 20, sizeIn: 'percent' };
  return {
    visited: visitors,
    bought: buyers,
    nested: await leave('嵌套', nestedRule(visitors.id, alike)),
    frozen: await leave('定格', visited, 'frozen'),
  };
}

/** The demo has customers enough for their value to be fitted, which is otherwise done at night. */
export async function leaveFit(ask: Ask): Promise<void> {
  const isFitted = async () => (await ask<ValueView>('/api/value')).fit?.found.state === 'fitted';
  if (await isFitted()) return;
  await ask('/api/value/fits', {});
  await until('the value of customers is fitted', isFitted);
}

function nestedRule(audienceId: string, alike: object): object {
  const steps = [{ what: viewed }, { what: { action: 'added_to_cart' } }, { what: 'bought' }];
  return {
    all: [
      { kind: 'audience', audienceId },
      {
        any: [
          { kind: 'sequence', steps, withinHours: 72, window: { lastDays: 90 } },
          alike,
          {
            all: [
              {
                kind: 'taste',
                of: 'content_category',
                values: ['冲锋衣 Shell Jackets', '露营装备 Camping'],
                share: 0.3,
                timesMin: 2,
              },
              { kind: 'attribute', attribute: 'city_tier', values: ['tier_1', 'new_tier_1'] },
            ],
          },
        ],
      },
      {
        not: {
          any: [
            { kind: 'value', measure: 'amount', op: 'top_percent', value: 5 },
            { kind: 'layer', view: 'layers', in: ['asleep', 'other'] },
            { kind: 'active', by: 'hour', values: ['2', '3', '4'] },
          ],
        },
      },
    ],
  };
}
