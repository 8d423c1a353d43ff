import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { delimiters, detectDelimiter } from './delimiter.ts';
import { detectFormat } from './file-format.ts';
import { columnNames, isHeader } from './header-row.ts';
import { decodeSample, detectEncoding } from './text-encoding.ts';

describe('encoding', () => {
  it('tells UTF-8, GBK, UTF-16 and the rest apart', () => {
    const text = '订单编号,商品,金额\n1,连衣裙,¥12.00\n';
    expect(detectEncoding(Buffer.from(text))).toBe('utf-8');
    expect(detectEncoding(iconv.encode(text, 'gbk'))).toBe('gb18030');
    expect(detectEncoding(iconv.encode(text, 'utf-16le', { addBOM: true }))).toBe('utf-16le');
    expect(detectEncoding(Buffer.from('name,price\ncaf\xe9,\xa31.00\n', 'latin1'))).toBe('windows-1252');
  });

  it('decodes every Chinese text that GBK can hold', () => {
    const han = fc.string({
      unit: fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code)),
      minLength: 8,
      maxLength: 80,
    });
    fc.assert(
      fc.property(han, (text) => {
        const line = `订单编号,${text}\n`;
        const bytes = iconv.encode(line, 'gbk');
        expect(decodeSample(bytes, detectEncoding(bytes))).toBe(line);
      }),
    );
  });

  it('is not fooled by a sample that ends inside a character', () => {
    const bytes = Buffer.from('a,b\n一,二\n三');
    expect(detectEncoding(bytes.subarray(0, bytes.length - 1))).toBe('utf-8');
  });
});

describe('delimiter', () => {
  it('finds the one a table was written with, whatever stands inside quotes', () => {
    const cell = fc.stringMatching(/^[a-z0-9 ,;|.]{0,12}$/);
    const table = fc
      .integer({ min: 3, max: 8 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 4, maxLength: 12 }),
      );
    fc.assert(
      fc.property(table, fc.constantFrom(...delimiters), (rows, delimiter) => {
        const text = rows
          .map((row) => row.map((value) => (/[,;|]/.test(value) ? `"${value}"` : value)).join(delimiter))
          .join('\r\n');
        expect(detectDelimiter(text)).toBe(delimiter);
      }),
    );
  });
});

describe('format and header', () => {
  it('goes by contents, not by name', () => {
    expect(detectFormat(Buffer.from('PK\x03\x04'))).toBe('xlsx');
    expect(detectFormat(Buffer.from('PAR1'))).toBe('parquet');
    expect(detectFormat(Buffer.from('\uFEFF {"a":1}'))).toBe('json_lines');
    expect(detectFormat(Buffer.from('a,b\n'))).toBe('delimited');
    expect(detectFormat(Buffer.from('%PDF-1.7'))).toBeNull();
    expect(detectFormat(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0]))).toBeNull();
  });

  it('knows names from values', () => {
    expect(isHeader(['InvoiceNo', 'StockCode', 'Quantity'])).toBe(true);
    expect(isHeader(['536365', '85123A', '6'])).toBe(false);
    expect(isHeader(['订单编号', '商品名称', ''])).toBe(true);
    expect(columnNames([' id ', '', 'id'])).toEqual(['id', 'column 2', 'id (2)']);
  });
});
