import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { readConfig } from '#platform/config';
import { StartRefused } from '#platform/supervise';
import type { ImportPreview, ImportView } from '#shop/contract';
import type { Verb } from '../verbs.ts';
import { followImport, outcome } from './follow-import.ts';
import { type ImportArguments, readArguments, usage } from './import-arguments.ts';
import { type ImportClient, openImportClient } from './import-client.ts';

export const verb: Verb = {
  summary: 'Import a file into the running Meadow; the same file twice changes nothing.',
  usage,
  run: async (args) => {
    const asked = readArguments(args);
    if (typeof asked === 'string') throw new StartRefused(asked);
    const size = await stat(asked.file).then(
      (entry) => (entry.isFile() ? entry.size : null),
      () => null,
    );
    if (size === null) throw new StartRefused(`There is no file ${asked.file}.`);
    const client = openImportClient(readConfig().dataDir);
    const shopId = asked.shop === null ? undefined : await findShop(client, asked.shop);
    const query = new URLSearchParams({ kind: asked.kind, fileName: basename(asked.file) });
    const received = await client.upload<ImportView>(`/api/imports?${query}`, asked.file);
    if (asked.kind === 'orders') await tellPreview(client, received.id);
    await client.post(`/api/imports/${received.id}/start`, {
      ...asked.start,
      options: { ...asked.start.options, ...(shopId ? { shopId } : {}) },
    });
    const view = await followImport(client, received.id);
    const { byCode } = await client.get<{ byCode: { code: string; rows: number }[] }>(
      `/api/imports/${received.id}/rejects?limit=1`,
    );
    console.log(outcome(view, byCode));
    if (byCode.length > 0)
      console.log(`  Rejected rows with their reasons: ${client.url}/console/data/imports/${received.id}`);
    if (view.state !== 'done')
      console.error(`The import is ${view.state}: ${view.error ?? 'it was stopped'}.`);
    return view.state === 'done' ? 0 : 1;
  },
};

async function tellPreview(client: ImportClient, id: string): Promise<void> {
  const preview = await client.get<ImportPreview>(`/api/imports/${id}/preview`);
  const mapped = preview.fields.filter((field) => field.column !== null);
  const how = preview.remembered
    ? 'read as files with this header were before'
    : `recognised as ${preview.preset.en}`;
  console.log(`${preview.format.replace('_', ' ')}, ${preview.columns.length} columns, ${how}`);
  for (const { field, column, confidence } of mapped)
    console.log(`  ${field.padEnd(18)} ← ${column}${confidence < 0.8 ? '  (unsure: say --map)' : ''}`);
}

type Structure = { readonly shops: readonly { readonly id: string; readonly name: string }[] };

async function findShop(client: ImportClient, asked: NonNullable<ImportArguments['shop']>): Promise<string> {
  const { shops } = await client.get<Structure>('/api/structure');
  const found = shops.find(({ id, name }) => id === asked || name.toLowerCase() === asked.toLowerCase());
  if (!found)
    throw new StartRefused(
      `There is no shop "${asked}". There are: ${shops.map(({ name }) => name).join(', ')}.`,
    );
  return found.id;
}
