import type { Asked, ConditionKind } from '../condition-kind.ts';
import { events, factsWithin } from '../facts.ts';
import { factOf, hasFact, peopleFrom } from '../people-store.ts';
import type { ConditionOf } from '../rule.ts';
import { and, Statement } from '../statement.ts';
import { lastDays } from '../window.ts';
import type { KindParts } from './kind-parts.ts';

type Taste = ConditionOf<'taste'>;

/**
 * What speaks of a taste: turning to a product, or to a content for three seconds or nearly its whole length. A feed
 * plays by itself, so a play that was swiped away says nothing.
 */
export const turnedTo: Readonly<Record<Taste['of'], string>> = {
  category: `event IN ('Product Viewed', 'Product Clicked', 'Product Added')`,
  content_category: `event IN ('Content Played', 'Content Liked', 'Content Commented', 'Content Shared',
    'Content Favorited', 'Live Entered', 'Live Commented')
    AND (event != 'Content Played' OR watch_ms >= 3000 OR (duration_ms > 0 AND watch_ms >= 0.9 * duration_ms))`,
};

/** Whose deeds turn to some categories, for at least a share of all with a category, and at least so many times. */
export function tasteKind({ columnar }: Pick<KindParts, 'columnar'>): ConditionKind<'taste'> {
  return {
    kind: 'taste',
    people: (asked, condition) => {
      const statement = new Statement();
      const where = and(conditionsOf(statement, asked, condition));
      const mine = `countIf(category IN ${statement.bind('Array(String)', condition.values)})`;
      return peopleFrom(columnar, asked, statement, {
        column: 'person',
        from: `(SELECT person FROM ${events.table} WHERE ${where} GROUP BY person
          HAVING ${mine} >= ${statement.bind('UInt32', condition.timesMin)}
            AND ${mine} >= ${statement.bind('Float64', condition.share)} * count())`,
      });
    },
    evidence: async (asked, condition, person) => {
      const statement = new Statement();
      const where = and([
        ...conditionsOf(statement, asked, condition),
        `person = ${statement.bind('UInt32', person)}`,
      ]);
      const mine = `countIf(category IN ${statement.bind('Array(String)', condition.values)})`;
      const values = await factOf(
        columnar,
        asked,
        statement,
        `SELECT ${mine} AS times, count() AS all_times FROM ${events.table} WHERE ${where}`,
      );
      return [{ code: values.all_times === 0 ? 'taste_unknown' : 'taste_times', values }];
    },
    lacks: async (asked, { of }) => {
      const conditions = [turnedTo[of], `category != ''`];
      return (await hasFact(columnar, asked, events.table, new Statement(), conditions))
        ? null
        : { code: of === 'category' ? 'no_product_categories' : 'no_content_categories', values: {} };
    },
  };
}

function conditionsOf(statement: Statement, asked: Asked, condition: Taste): string[] {
  const span = lastDays(asked.structure.organization.zone, asked.nowMs, condition.lastDays);
  return [turnedTo[condition.of], `category != ''`, ...factsWithin(statement, events, span)];
}
