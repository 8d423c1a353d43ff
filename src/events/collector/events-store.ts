import { randomUUID } from 'node:crypto';
import { type Columnar, ColumnarUnavailable } from '#platform/columnar';
import { eventColumns } from './event-row.ts';
import type { Parcel } from './group-commit.ts';

/** A repeat of an event without a time of its own is looked for among so many days. */
const repeatDaysMax = 7;

/** Writes the parcels as one insert; resolves when they are on disk. */
export async function writeEvents(columnar: Columnar, parcels: readonly Parcel[]): Promise<void> {
  const fresh = await freshRows(columnar, parcels);
  const rows = Buffer.concat([...parcels.map(({ bytes }) => bytes), ...fresh]);
  if (rows.length > 0) await insertOnce(columnar, rows);
}

/** The token lets one more try after a lost answer insert nothing twice. */
async function insertOnce(columnar: Columnar, rows: Buffer): Promise<void> {
  const token = randomUUID();
  try {
    await columnar.insertBinary('events', eventColumns, rows, token);
  } catch (error) {
    if (!(error instanceof ColumnarUnavailable)) throw error;
    await new Promise((wait) => setTimeout(wait, 100));
    await columnar.insertBinary('events', eventColumns, rows, token);
  }
}

/** Rows of events without a time of their own whose id is not there yet, neither in the store nor twice here. */
async function freshRows(columnar: Columnar, parcels: readonly Parcel[]): Promise<Buffer[]> {
  const fresh = new Map<string, Buffer>();
  for (const { unstamped } of parcels)
    for (const { eventId, bytes } of unstamped ?? []) if (!fresh.has(eventId)) fresh.set(eventId, bytes);
  if (fresh.size === 0) return [];
  // Parcels of several organisations share the insert, and an event's id is a hash over the organisation.
  const { rows } = await columnar.query<{ id: string }>(
    { kind: 'market' },
    {
      sql: `SELECT toString(event_id) AS id FROM $events
            WHERE day >= today() - {days:UInt16} AND event_id IN ({ids:Array(UUID)})`,
      params: { days: repeatDaysMax, ids: [...fresh.keys()] },
    },
  );
  for (const { id } of rows) fresh.delete(id);
  return [...fresh.values()];
}
