import { describe, expect, it } from 'vitest';
import { expandTables } from './scoped-tables.ts';

describe('a columnar statement', () => {
  it('reads every table through the scope of the organisation', () => {
    const sql = expandTables(
      'SELECT count() FROM $events AS e JOIN $order_lines AS o USING (person)',
      'db',
      'organization',
    );
    expect(sql.match(/organization_id = \{scope_organization_id:UUID\}/g)).toHaveLength(2);
  });
  it.each([
    'SELECT count() FROM events',
    'SELECT count() FROM db.events',
    'SELECT 1 FROM $events JOIN refund_lines ON 1',
    'SELECT count() FROM `order_lines`',
    'SELECT * FROM other.order_lines',
    'SELECT * FROM system.tables',
  ])('that goes past the scope is refused: %s', (sql) => {
    expect(() => expandTables(sql, 'db', 'organization')).toThrow(/scope/);
  });
  it('sees only its own rows as written as well', () => {
    expect(expandTables('SELECT min(day) FROM $$events', 'db', 'organization')).toBe(
      'SELECT min(day) FROM (SELECT *, _part FROM db.events WHERE organization_id = {scope_organization_id:UUID})',
    );
  });
  it('has the number of a person as it was written where it asks for it', () => {
    const written = ', events.person AS _person FROM db.events FINAL';
    expect(expandTables('SELECT _person, person FROM $events', 'db', 'organization')).toContain(written);
    expect(expandTables('SELECT person FROM $events', 'db', 'organization')).not.toContain('_person');
  });
  it('learns of the pieces of tables of its own database only', () => {
    expect(expandTables('SELECT name FROM $parts', 'db', 'organization')).toBe(
      "SELECT name FROM (SELECT table, name FROM system.parts WHERE active AND database = 'db')",
    );
  });
  it('that names an unknown table is refused', () => {
    expect(() => expandTables('SELECT 1 FROM $secrets', 'db', 'organization')).toThrow(/Unknown/);
  });
});
