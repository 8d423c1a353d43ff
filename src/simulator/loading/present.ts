import { parseId } from '#kernel/ids';

/**
 * The present of the demo world: the instant its organisation was made, which the organisation's own id tells
 * (the first 48 bits of a UUIDv7 are milliseconds). So a load that goes on after a restart makes the same files.
 */
export function presentOf(organizationId: string): number {
  const uuid = parseId('organization', organizationId);
  if (uuid === null) throw new Error(`${organizationId} is no organisation's id.`);
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}
