import { openFile } from '#events/file-reading';
import { showId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { ImportPreview } from '../../contract.ts';
import type { ImportRecord } from '../imports-store.ts';
import { type OrderMapping, orderFieldNames, orderFields } from '../mapping/order-fields.ts';
import { presetById } from '../mapping/presets/index.ts';
import { readingRules } from '../mapping/reading-rules.ts';
import { missingFields } from '../mapping/suggest-mapping.ts';
import { type Directory, directoryOf } from '../rows/directory.ts';
import { orderRowReader } from '../rows/order-row.ts';
import { type Proposal, proposedMapping, settle } from './settle-options.ts';

const previewRows = 20;
const cellMax = 200;

/** Events say themselves what is what. */
const nothingProposed: Proposal = {
  columns: [],
  presetId: '',
  fields: {},
  dateOrder: 'not_needed',
  decimalMark: '.',
  remembered: null,
};

/** The first rows, what each column is taken for and how surely, and what the rows would become. */
export async function previewImport(
  record: ImportRecord,
  path: string,
  structure: Structure,
): Promise<ImportPreview> {
  const rows = await firstRows(path);
  const { format, encoding, delimiter, compressed, hasHeader } = record.shape;
  const proposal = record.shape.proposal ?? nothingProposed;
  const directory = directoryOf(structure);
  const mapping = (record.mapping ?? proposedMapping(proposal)) as Record<string, string>;
  const preset = presetById(proposal.presetId);
  return {
    format,
    encoding: encoding ?? null,
    delimiter: delimiter ?? null,
    compressed,
    hasHeader,
    columns: [...proposal.columns],
    rows: rows.map((cells) => cells.map((cell) => cell.slice(0, cellMax))),
    preset: { id: preset.id, ...preset.name },
    remembered: proposal.remembered !== null,
    fields: orderFieldNames.map((field) => ({
      field,
      kind: orderFields[field].kind,
      column: mapping[field] ?? null,
      confidence: proposal.remembered ? 1 : (proposal.fields[field]?.confidence ?? 0),
    })),
    dateOrder: proposal.dateOrder,
    decimalMark: proposal.decimalMark,
    shopId: directory.shops[0] ? showId('shop', directory.shops[0].id) : null,
    reading: record.kind === 'orders' ? readRows(rows, proposal, mapping, directory) : [],
    missing: record.kind === 'orders' ? missingFields(mapping as OrderMapping, proposal.columns) : [],
  };
}

async function firstRows(path: string): Promise<(readonly string[])[]> {
  const opened = await openFile(path);
  if (!opened.ok) return [];
  const rows: (readonly string[])[] = [];
  for await (const row of opened.value.rows()) {
    rows.push('cells' in row ? row.cells : [row.raw]);
    if (rows.length >= previewRows) break;
  }
  return rows;
}

function readRows(
  rows: readonly (readonly string[])[],
  proposal: Proposal,
  mapping: Record<string, string>,
  directory: Directory,
): ImportPreview['reading'] {
  // An open question about dates must not keep the rest from being seen.
  const settled = settle(
    proposal,
    proposal.dateOrder === 'unsure' || proposal.dateOrder === 'contradictory'
      ? { options: { dateOrder: 'month_first' } }
      : {},
    directory,
  );
  const rules = settled.ok
    ? readingRules(proposal.columns, mapping as OrderMapping, settled.value.options, directory)
    : null;
  if (!rules) return [];
  const read = orderRowReader(rules);
  return rows.map((cells, index) => {
    const row = read(cells);
    return 'kind' in row
      ? { row: index + 1, code: null, detail: null, reason: null, reasonValues: {}, values: { ...row } }
      : {
          row: index + 1,
          code: row.code,
          detail: row.detail,
          reason: row.reason,
          reasonValues: row.values,
          values: {},
        };
  });
}
