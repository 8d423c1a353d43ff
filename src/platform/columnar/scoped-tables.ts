/** Tables of the columnar store that hold rows of organisations. */
export const scopedTables = [
  'events',
  'quarantined_events',
  'order_lines',
  'refund_lines',
  'feed_serves',
  'ad_charges',
  'ad_conversions',
  'layer_snapshots',
  'layer_prints',
  'person_attributes',
  'portrait_values',
  'value_scores',
] as const;
/** Tables that belong to the instance. */
export const instanceTables = ['person_merges'] as const;

export type TableName = (typeof scopedTables)[number] | (typeof instanceTables)[number];

/** Columns with a person number; read through the merges, so a person is always the canonical one. */
const personColumns: Readonly<Partial<Record<TableName, string>>> = {
  events: 'person',
  order_lines: 'buyer',
  refund_lines: 'buyer',
  feed_serves: 'person',
  ad_charges: 'person',
  ad_conversions: 'buyer',
  person_attributes: 'person',
  value_scores: 'person',
};

const known: ReadonlySet<string> = new Set([...scopedTables, ...instanceTables]);

/** `$parts`: the pieces of which each table is made now. A piece never changes, and its name never comes again. */
const parts = (database: string) =>
  `(SELECT table, name FROM system.parts WHERE active AND database = '${database}')`;
const scoped: ReadonlySet<string> = new Set(scopedTables);

/**
 * Replaces every `$table` by the rows that the scope may see, each counted once. A statement that names a table
 * without the `$` is refused: it would see every organisation's rows. `$$table` are the same rows as they were
 * written, repeats included, and with their `_part`: only where repeats cannot matter, such as ends of a range, read
 * in the order of the key, or are left out by the statement itself. Persons are not canonical there. A statement that says `_person` has that column in each
 * `$table` with a person: the number as it was written, before merges.
 */
export function expandTables(sql: string, database: string, scope: 'organization' | 'market'): string {
  const bare = /\b(?:from|join)\s+(?!\$|\()`?([a-z_][a-z0-9_]*)`?(?:\.`?([a-z_][a-z0-9_]*)`?)?/gi;
  for (const match of sql.matchAll(bare)) {
    const table = match[2] ?? match[1] ?? '';
    if (match[2] !== undefined || known.has(table)) {
      throw new Error(`Write $${table} instead of ${match[0].trim()}: tables are read through the scope.`);
    }
  }
  const asksWritten = /\b_person\b/.test(sql);
  return sql.replaceAll(/\$(\$?)([a-z_]+)/g, (_, asWritten: string, table: string) => {
    if (table === 'parts') return parts(database);
    if (!known.has(table)) throw new Error(`Unknown columnar table $${table}.`);
    const filter =
      scope === 'organization' && scoped.has(table)
        ? ' WHERE organization_id = {scope_organization_id:UUID}'
        : '';
    if (asWritten) return `(SELECT *, _part FROM ${database}.${table}${filter})`;
    const person = personColumns[table as TableName];
    const written = asksWritten ? `, ${table}.${person} AS _person` : '';
    const columns =
      person === undefined ? '*' : `* REPLACE (${canonical(database, person)} AS ${person})${written}`;
    return `(SELECT ${columns} FROM ${database}.${table} FINAL${filter})`;
  });
}

/** The person into whom this one was merged, or the same; the sum wraps at 2^32 as the step does. */
const canonical = (database: string, person: string) =>
  `toUInt32(${person} + dictGet('${database}.person_canonical', 'step', toUInt64(${person})))`;
