import { expect, it } from 'vitest';
import { toCsv } from './csv.ts';

it('a table becomes text that a spreadsheet reads and does not run', () => {
  expect(
    toCsv(
      ['name', 'gmv'],
      [
        ['A "quoted", name', 12.5],
        ['=SUM(A1)', null],
      ],
    ),
  ).toBe('\ufeffname,gmv\r\n"A ""quoted"", name",12.5\r\n\'=SUM(A1),\r\n');
});
