import { parse } from 'csv-parse/sync';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { listRowsMax } from './audience-shapes.ts';

/** First cells that head a column of ids and are none themselves. */
const heading =
  /^(user|customer|shopper|member|person|buyer)?[ _-]?(id|ids|number|sha256|hash)$|^(用户|会员|买家|客户|人群)/iu;

/** The ids of a file, one a row in its first column; further columns are not read. */
export function readList(text: string): Result<string[], Refusal> {
  let rows: string[][];
  try {
    rows = parse(text, {
      bom: true,
      delimiter: [',', ';', '\t'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: listRowsMax + 2,
    });
  } catch {
    return refuse('file_broken', 'The file is not CSV.');
  }
  const cells = rows.map(([first]) => first ?? '').filter((cell) => cell !== '');
  const ids = heading.test(cells[0] ?? '') ? cells.slice(1) : cells;
  if (ids.length === 0) return refuse('file_empty', 'The file names nobody.');
  if (ids.length > listRowsMax)
    return refuse('too_large', `A list takes ${listRowsMax} rows; cut the file in parts.`);
  return ok(ids);
}
