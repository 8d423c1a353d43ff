import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal, onlyReads, readStatement } from './statement.ts';

describe('the scanner sees', () => {
  test.each([
    ['SELECT 1', 'SELECT', null],
    ['  /* why */ -- so\n(select 1) FORMAT JSON', 'SELECT', 'JSON'],
    ["WITH x AS (SELECT 'FORMAT Fake') SELECT * FROM x \nFORMAT JSONEachRow", 'WITH', 'JSONEachRow'],
    ['SELECT `format` FROM t', 'SELECT', null],
    ['CREATE TABLE t (a UInt8) ENGINE = Memory', 'CREATE', null],
    ['', '', null],
  ])('%s', (sql, verb, format) => {
    expect(readStatement(sql)).toMatchObject({ verb, format, isMany: false });
  });

  test.each([
    ['INSERT INTO facts FORMAT JSONEachRow', { table: 'facts', columns: null }],
    ['insert into db.facts (a, `b`) format CSV', { table: 'db.facts', columns: ['a', 'b'] }],
    ['INSERT INTO TABLE `db`.`facts` FORMAT TSV\n', { table: 'db.facts', columns: null }],
    ['INSERT INTO `odd name` FORMAT JSONEachRow', null],
    ['INSERT INTO facts SELECT 1', null],
    ['INSERT INTO facts (* EXCEPT(a)) FORMAT JSONEachRow', null],
    ['INSERT INTO facts SETTINGS async_insert = 1 FORMAT JSONEachRow', null],
    ["INSERT INTO facts VALUES (1, 'a; b')", null],
  ])('whether raw rows may follow: %s', (sql, insert) => {
    expect(readStatement(sql)).toMatchObject({ verb: 'INSERT', insert, isMany: false });
  });

  test.each(['SELECT 1; DROP TABLE facts', "SELECT ';'; SELECT 2", 'SELECT 1 -- ;\n; SELECT 2'])(
    'a second statement: %s',
    (sql) => {
      expect(readStatement(sql).isMany).toBe(true);
    },
  );

  test.each(['SELECT 1;', 'SELECT \';\', `;`, ";" -- ; x', 'SELECT $tag$; DROP$tag$ ; ; '])(
    'no second statement: %s',
    (sql) => {
      expect(readStatement(sql).isMany).toBe(false);
    },
  );
});

test('no text can leave its literal', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { isMany, verb } = readStatement(`SELECT ${literal(text)}`);
      return !isMany && verb === 'SELECT';
    }),
  );
});

test('the scanner ends on any text, however long', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("'", '"', '`', '\\', '$', 'a', ';', '-', '/', '*', '\n') }),
      (text) => {
        readStatement(text);
      },
    ),
  );
  // In time that grows with its length: in the square of it, this would outlast the patience of any test.
  expect(readStatement(`SELECT ${"'a', ".repeat(1_000_000)}'`).verb).toBe('SELECT');
  expect(readStatement(`SELECT ${'$'.repeat(1_000_000)}`).verb).toBe('SELECT');
});

test('only statements that cannot change anything are ended when their client leaves', () => {
  expect(['SELECT 1', 'EXPLAIN SELECT 1', 'SHOW TABLES'].every((sql) => onlyReads(readStatement(sql)))).toBe(
    true,
  );
  expect(
    ['INSERT INTO t SELECT 1', 'ALTER TABLE t DELETE WHERE 1', 'SET a = 1'].some((sql) =>
      onlyReads(readStatement(sql)),
    ),
  ).toBe(false);
});
