import { parseDateStyles } from './sheet-dates.ts';
import { parseRow, parseSharedStrings, type SheetContext, unescapeXml } from './sheet-xml.ts';
import { BrokenFile, type ReadProgress, recordBytesMax, type SourceRow } from './source-file.ts';
import { listZip, openMember, readMember, type ZipMember } from './zip-archive.ts';

/** Shared strings are the one part that must be in memory, since a row refers to any of them. */
const sharedStringBytesMax = 100_000_000;
const partBytesMax = 20_000_000;

export type Workbook = {
  readonly path: string;
  readonly sheet: ZipMember;
  readonly context: SheetContext;
  readonly firstRow: readonly string[];
};

/** Opens the first visible sheet of a workbook. */
export async function inspectXlsx(path: string): Promise<Workbook> {
  const members = await listZip(path);
  const part = async (name: string, bytesMax = partBytesMax) => {
    const member = members.get(name);
    return member ? await readMember(path, member, bytesMax) : '';
  };
  const workbook = await part('xl/workbook.xml');
  if (workbook === '')
    throw new BrokenFile('This archive is not an Excel workbook; unpack it and import the file inside.');
  const sheet = members.get(firstSheet(workbook, await part('xl/_rels/workbook.xml.rels')));
  if (!sheet) throw new BrokenFile('The workbook has no sheet.');
  const context: SheetContext = {
    strings: parseSharedStrings(await part('xl/sharedStrings.xml', sharedStringBytesMax)),
    dateStyles: parseDateStyles(await part('xl/styles.xml')),
    from1904: /\bdate1904="(?:1|true)"/.test(workbook),
  };
  for await (const row of sheetRows(path, sheet, context)) return { path, sheet, context, firstRow: row };
  throw new BrokenFile('The first sheet of the workbook is empty.');
}

function firstSheet(workbook: string, relations: string): string {
  for (const [, tag = ''] of workbook.matchAll(/<(?:\w+:)?sheet\b([^>]*)/g)) {
    if (/\bstate="(?:hidden|veryHidden)"/.test(tag)) continue;
    const id = /\br:id="([^"]+)"/.exec(tag)?.[1];
    for (const [, relation = ''] of relations.matchAll(/<Relationship\b([^>]*)/g)) {
      if (id === undefined || !relation.includes(`Id="${id}"`)) continue;
      const target = unescapeXml(/\bTarget="([^"]+)"/.exec(relation)?.[1] ?? '');
      return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
    }
  }
  return 'xl/worksheets/sheet1.xml';
}

export async function* readXlsx(
  book: Workbook,
  hasHeader: boolean,
  width: number,
  progress?: ReadProgress,
): AsyncGenerator<SourceRow> {
  let number = hasHeader ? -1 : 0;
  for await (const cells of sheetRows(book.path, book.sheet, book.context, progress)) {
    if (++number < 1) continue;
    // Trailing empty cells are not written, so a short row is a whole one.
    while (cells.length < width) cells.push('');
    yield { number, cells };
  }
}

const rowEnd = /<\/(?:\w+:)?row>/g;

async function* sheetRows(
  path: string,
  sheet: ZipMember,
  context: SheetContext,
  progress?: ReadProgress,
): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8');
  let rest = '';
  let bytes = 0;
  try {
    for await (const chunk of await openMember(path, sheet)) {
      bytes += (chunk as Buffer).length;
      if (progress)
        progress.bytesRead = Math.round((sheet.packedBytes * bytes) / Math.max(sheet.bytes, bytes));
      rest += decoder.decode(chunk as Buffer, { stream: true });
      let from = 0;
      for (const end of rest.matchAll(rowEnd)) {
        const cells = parseRow(rest.slice(from, end.index), context);
        from = end.index + end[0].length;
        if (cells.some((cell) => cell !== '')) yield cells;
      }
      rest = rest.slice(from);
      if (rest.length > 4 * recordBytesMax) throw new BrokenFile('A row of the sheet is too long.');
    }
  } catch (error) {
    if (error instanceof BrokenFile) throw error;
    throw new BrokenFile(`The sheet cannot be read further: ${(error as Error).message}.`, { cause: error });
  }
}
