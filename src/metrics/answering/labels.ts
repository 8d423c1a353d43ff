import type { OrganizationId } from '#kernel/ids';
import { showId } from '#kernel/ids';
import { creatorNames, type Structure } from '#organisations';
import type { DimensionId } from '../contract.ts';

/**
 * Names for values of dimensions that other contexts know, by shown id. The server wires it, because those
 * contexts lie to the right of this one.
 */
export type Labels = (
  organizationId: OrganizationId,
  dimension: DimensionId,
  values: readonly string[],
) => Promise<Readonly<Record<string, string>>>;

export async function labelsOf(
  labels: Labels,
  structure: Structure,
  dimensions: readonly DimensionId[],
  rows: readonly { readonly dimensions: Readonly<Record<string, string | null>> }[],
): Promise<Record<string, Record<string, string>>> {
  const named = await Promise.all(
    dimensions.map(async (dimension) => {
      const values = new Set(rows.flatMap((row) => row.dimensions[dimension] ?? []));
      const known = structureNames(structure, dimension);
      const found: Readonly<Record<string, string>> = known
        ? Object.fromEntries([...known].filter(([id]) => values.has(id)))
        : await labels(structure.organization.id, dimension, [...values]);
      return [dimension, found] as const;
    }),
  );
  return Object.fromEntries(named.filter(([, found]) => Object.keys(found).length > 0));
}

function structureNames(structure: Structure, dimension: DimensionId): ReadonlyMap<string, string> | null {
  if (dimension === 'brand')
    return new Map(structure.brands.map(({ id, name }) => [showId('brand', id), name]));
  if (dimension === 'shop') return new Map(structure.shops.map(({ id, name }) => [showId('shop', id), name]));
  if (dimension === 'account')
    return new Map(structure.accounts.map(({ id, name }) => [showId('account', id), name]));
  if (dimension === 'creator') return creatorNames(structure);
  return null;
}
