import { type IdKind, nilUuid, parseId, showId } from '#kernel/ids';

/** A stored id as it is shown; what came from elsewhere and is no id of ours stays as it came. Null where there is none. */
export function publicId(kind: IdKind, stored: string | null): string | null {
  if (stored === null || stored === '' || stored === nilUuid) return null;
  const id = parseId(kind, stored);
  return id === null ? stored : showId(kind, id);
}

/** The entry without what there is nothing to say of, which most columns of a wide table are. */
export function said(entry: Readonly<Record<string, unknown>>): object {
  const isSaid = (value: unknown) =>
    value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => isSaid(value)));
}

/** An instant in ms of the epoch as ISO 8601 in UTC. */
export const instant = (ms: number): string => new Date(ms).toISOString();
