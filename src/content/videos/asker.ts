import { type AuditedAsker, entryBy, type Told, writeAudit } from '#organisations';
import type { Trx } from '#platform/records';

export { type AuditedAsker as Asker, askerOf } from '#organisations';

/** Written in the transaction of what it tells about. */
export const note = (trx: Trx, asker: AuditedAsker, told: Told): Promise<void> =>
  writeAudit(trx, entryBy(asker, told));
