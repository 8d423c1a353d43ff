import type { Columnar } from '#platform/columnar';

/** What the log of servings holds, and in how many organic places the chance is none. */
export async function countServes(
  columnar: Columnar,
): Promise<{ readonly places: number; readonly wrongChances: number }> {
  const { rows } = await columnar.query<{ places: number; wrongChances: number }>(
    { kind: 'market' },
    {
      sql: `SELECT count() AS places, countIf(plan_id = '' AND NOT (propensity > 0 AND propensity <= 1)) AS wrongChances
        FROM $feed_serves`,
    },
  );
  return rows[0] ?? { places: 0, wrongChances: 0 };
}
