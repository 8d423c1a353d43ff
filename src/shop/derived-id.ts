import { createHash } from 'node:crypto';

/**
 * The same id for the same thing whenever it is imported: a UUID of version 8 (RFC 9562 §5.8) from a hash.
 * PostgreSQL's `meadow_derived_id` computes the same one; a test holds them together.
 */
export function derivedId(name: string): string {
  const hex = createHash('md5').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** An order is known by its shop and the number the shop gave it. */
export function importedOrderId(shopId: string, externalId: string): string {
  return derivedId(`order:${shopId}:${externalId}`);
}
