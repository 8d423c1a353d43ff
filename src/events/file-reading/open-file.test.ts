import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile } from './open-file.ts';
import { writeWorkbook } from './workbook-fixture.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-reading-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function read(contents: string | Buffer) {
  const path = join(folder, crypto.randomUUID());
  await writeFile(path, contents);
  const opened = await openFile(path);
  if (!opened.ok) return opened.refusal;
  const rows: unknown[] = [];
  for await (const row of opened.value.rows()) rows.push('cells' in row ? row.cells : row);
  return { shape: opened.value.shape, columns: opened.value.columns, rows };
}

describe('a file is read for what it is', () => {
  it('reads a compressed GBK file with semicolons and quoted line ends', async () => {
    const text = '订单编号;商品;金额\r\n1;"连衣裙;\r\n红";12,00\r\n\r\n2;围巾;3,50\r\n';
    const table = await read(gzipSync(iconv.encode(text, 'gbk')));
    expect(table).toMatchObject({
      shape: { format: 'delimited', compressed: true, encoding: 'gb18030', delimiter: ';', hasHeader: true },
      columns: ['订单编号', '商品', '金额'],
      rows: [
        ['1', '连衣裙;\r\n红', '12,00'],
        ['2', '围巾', '3,50'],
      ],
    });
  });

  it('reads UTF-16 with tabs, as Excel saves "Unicode text"', async () => {
    const table = await read(iconv.encode('id\tname\n1\t围巾\n', 'utf-16le', { addBOM: true }));
    expect(table).toMatchObject({ columns: ['id', 'name'], rows: [['1', '围巾']] });
  });

  it('reads a workbook: shared strings, dates, gaps, the first sheet that shows', async () => {
    const table = await read(
      writeWorkbook([
        ['Order <id>', 'Name', 'Paid', 'Amount'],
        ['A&1', '', { date: 40_513.351_388_888_89 }, 12.5],
        ['A2', 'Scarf', { date: 40_514 }, 0.1 + 0.2],
        ['A3'],
      ]),
    );
    expect(table).toMatchObject({
      shape: { format: 'xlsx', hasHeader: true },
      columns: ['Order <id>', 'Name', 'Paid', 'Amount'],
      rows: [
        ['A&1', '', '2010-12-01 08:26:00', '12.5'],
        ['A2', 'Scarf', '2010-12-02 00:00:00', '0.3'],
        ['A3', '', '', ''],
      ],
    });
  });

  it('reads JSON lines with nested objects, and keeps a line that is none', async () => {
    const table = await read('{"id":1,"buyer":{"id":"c1"},"tags":["a"]}\nnot json\n{"id":2}');
    expect(table).toMatchObject({
      columns: ['id', 'buyer.id', 'tags'],
      rows: [['1', 'c1', '["a"]'], { number: 2, raw: 'not json' }, ['2', '', '']],
    });
  });

  it('names columns of a file without a header', async () => {
    expect(await read('536365,85123A,6\n536366,71053,8\n')).toMatchObject({
      columns: ['column 1', 'column 2', 'column 3'],
    });
  });
});

describe('a file that cannot be read is refused in a sentence', () => {
  it.each([
    ['an empty one', '', 'file_empty'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0]), 'file_unknown_format'],
    ['a compressed one cut off', gzipSync('a,b\n1,2\n').subarray(0, 15), 'file_broken'],
    ['a workbook cut off', writeWorkbook([['a'], ['b']]).subarray(0, 300), 'file_broken'],
    ['a Parquet file that is none', Buffer.from('PAR1 and nothing more'), 'file_broken'],
  ])('%s', async (_name, contents, code) => expect(await read(contents)).toMatchObject({ code }));

  it('says where a quotation mark was opened and never closed', async () => {
    await expect(read('a,b\n1,2\n"3,4\n')).rejects.toThrow('after row 1 is never closed');
  });
});

const parquet = resolve(process.env.MEADOW_TEST_DATA ?? '../shared/data', 'kuairand-pure/val.parquet');
describe.skipIf(!existsSync(parquet))('real Parquet (KuaiRand; skipped where the data is absent)', () => {
  it('streams every row', async () => {
    const opened = await openFile(parquet);
    if (!opened.ok) throw new Error(opened.refusal.detail);
    let rows = 0;
    for await (const row of opened.value.rows())
      if ('cells' in row && row.cells.length === opened.value.columns.length) rows++;
    expect(rows).toBe(opened.value.rowsTotal);
    expect(rows).toBeGreaterThan(10_000);
  });
});
