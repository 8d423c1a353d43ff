import { hash } from 'node:crypto';
import { type Columnar, ColumnarUnavailable } from '#platform/columnar';
import { eventColumns } from './event-row.ts';
import type { Parcel } from './group-commit.ts';

/** A repeat of an event without a time of its own is looked for among so many days. */
const repeatDaysMax = 7;

/** Writes the parcels as one insert; resolves when they are on disk. */
export async function writeEvents(columnar: Columnar, parcels: readonly Parcel[]): Promise<void> {
  const fresh = await freshLines(columnar, parcels);
  const text = Buffer.from(parcels.map((parcel) => parcel.text).join('') + fresh);
  if (text.length > 0) await insertOnce(columnar, text);
}

/** The token lets one more try after a lost answer insert nothing twice. */
async function insertOnce(columnar: Columnar, text: Buffer): Promise<void> {
  const token = hash('sha256', text, 'hex');
  try {
    await columnar.insertText('events', eventColumns, text, token);
  } catch (error) {
    if (!(error instanceof ColumnarUnavailable)) throw error;
    await new Promise((wait) => setTimeout(wait, 100));
    await columnar.insertText('events', eventColumns, text, token);
  }
}

/** Lines of events without a time of their own whose id is not there yet, neither in the store nor twice here. */
async function freshLines(columnar: Columnar, parcels: readonly Parcel[]): Promise<string> {
  const lines = new Map<string, string>();
  for (const { unstamped } of parcels)
    for (const { eventId, line } of unstamped ?? []) if (!lines.has(eventId)) lines.set(eventId, line);
  if (lines.size === 0) return '';
  // Parcels of several organisations share the insert, and an event's id is a hash over the organisation.
  const { rows } = await columnar.query<{ id: string }>(
    { kind: 'market' },
    {
      sql: `SELECT toString(event_id) AS id FROM $events
            WHERE day >= today() - {days:UInt16} AND event_id IN ({ids:Array(UUID)})`,
      params: { days: repeatDaysMax, ids: [...lines.keys()] },
    },
  );
  for (const { id } of rows) lines.delete(id);
  return [...lines.values()].join('');
}
