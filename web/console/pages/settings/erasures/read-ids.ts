/** Ids as they are pasted: one a line, each once, in the order of the lines. Pure. */
import { erasureIdsMax } from '#audiences/contract';

/** A column head that is pasted along is nobody. */
const heading = /^(user|customer|member|buyer|person|device|anonymous)[ _-]?(id|sha256|hash)$/i;

export function readIds(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const ids = lines.filter((line, place) => line !== '' && !(place === 0 && heading.test(line)));
  return [...new Set(ids)];
}

export type IdsComplaint = 'erasures.idsNeeded' | 'erasures.idsTooMany' | 'erasures.idsNoHash' | null;

export function complaintOf(ids: readonly string[], idKind: string): IdsComplaint {
  if (ids.length === 0) return 'erasures.idsNeeded';
  if (ids.length > erasureIdsMax) return 'erasures.idsTooMany';
  if (idKind === 'sha256' && !ids.every((id) => /^[0-9a-f]{64}$/i.test(id))) return 'erasures.idsNoHash';
  return null;
}
