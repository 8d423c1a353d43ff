import { showId } from '#kernel/ids';
import type { CatalogueEntry, RecentEvent, SourceView } from '../contract.ts';
import { eventTypeByName, eventTypes } from '../event-types/event-types.ts';
import { showWriteKeyId } from '../route-parts.ts';
import type { CatalogueRow, RecentRow, SourceFigures } from './sources-store.ts';
import type { SourceKey } from './write-keys-store.ts';

export function showSource(key: SourceKey, figures: SourceFigures | undefined, refused: number): SourceView {
  const arrived = (figures?.events7d ?? 0) + refused;
  return {
    writeKeyId: showId('writeKey', key.id),
    name: key.name,
    kind: key.kind,
    hint: key.hint,
    shopId: key.shopId === null ? null : showId('shop', key.shopId),
    revoked: key.isRevoked,
    lastEventAt: figures?.lastEventAt ?? null,
    events24h: figures?.events24h ?? 0,
    events7d: figures?.events7d ?? 0,
    quarantined7d: refused,
    errorShare: arrived === 0 ? null : refused / arrived,
    delayMs: figures?.delayMs ?? null,
    skewMs: figures?.skewMs ?? null,
  };
}

export function showRecent(row: RecentRow): RecentEvent {
  const { columns, writeKeyId, properties, ...rest } = row;
  const used = Object.entries(columns).filter(([, value]) => value !== '');
  return {
    ...rest,
    writeKeyId: showWriteKeyId(writeKeyId),
    properties: { ...Object.fromEntries(used), ...parsed(properties) },
  };
}

function parsed(properties: string): Record<string, unknown> {
  return properties === '' ? {} : (JSON.parse(properties) as Record<string, unknown>);
}

/** What was seen, then the standard types that were not: the catalogue is also the list of what may be sent. */
export function showCatalogue(rows: readonly CatalogueRow[]): CatalogueEntry[] {
  const seen = new Set(rows.map(({ name }) => name));
  return [
    ...rows.map((row) => ({
      name: row.name,
      title: titleOf(row.name),
      isStandard: eventTypeByName.has(row.name),
      version: row.version,
      count: row.count,
      lastSeenAt: row.lastSeenAt,
      properties: [...row.keys],
    })),
    ...eventTypes
      .filter(({ name }) => !seen.has(name))
      .map(({ name, version, properties }) => ({
        name,
        title: titleOf(name),
        isStandard: true,
        version,
        count: 0,
        lastSeenAt: null,
        properties: [...properties],
      })),
  ];
}

function titleOf(name: string): CatalogueEntry['title'] {
  const type = eventTypeByName.get(name);
  return { zh: type?.zh ?? name, en: type?.en ?? name };
}
