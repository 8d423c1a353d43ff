import { sql } from 'kysely';
import type { OrganizationId, PlacementId, ShopId } from '#kernel/ids';
import type { Records, Trx } from '#platform/records';
import type { BannerTone, PlacementBlocker, PlacementKind, PlacementState } from './placement.ts';
import { blockerOfPlacement } from './placement-blockers-store.ts';

export type GroupOfPlacement = {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly heldOut: number;
  readonly isOpen: boolean;
  readonly deliveryId: string | null;
};

export type PlacementRow = {
  readonly id: PlacementId;
  readonly organization_id: OrganizationId;
  readonly organization_name: string;
  readonly version: number;
  readonly kind: PlacementKind;
  readonly name: string;
  readonly state: PlacementState;
  readonly refusal: string | null;
  readonly shop_id: ShopId;
  readonly shop_name: string;
  readonly video_id: string | null;
  readonly video_title: string | null;
  readonly product_id: string | null;
  readonly product_name: string | null;
  readonly picture_key: string | null;
  readonly title: string | null;
  readonly tone: BannerTone | null;
  readonly audience: 'all' | 'group';
  readonly groups: readonly GroupOfPlacement[];
  readonly groups_excluded: readonly GroupOfPlacement[];
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly per_day: number;
  readonly priority: number;
  readonly blocker: PlacementBlocker | null;
  readonly made_by: string;
  readonly created_at: Date;
  readonly updated_at: Date;
};

const groupsOf = (column: 'groups' | 'groups_excluded') => `(
  SELECT coalesce(json_agg(json_build_object('id', g.id, 'name', g.name, 'size', g.size, 'heldOut', g.held_out_size,
    'isOpen', g.closed_at IS NULL, 'deliveryId', (SELECT d.id FROM audience_deliveries d WHERE d.group_id = g.id))
    ORDER BY array_position(p.${column}, g.id)), '[]') FROM people_groups g WHERE g.id = ANY (p.${column}))`;

const whole = sql.raw(`
  SELECT p.id, p.organization_id, o.name AS organization_name, p.version, p.kind, p.name, p.state, p.refusal, p.shop_id,
    s.name AS shop_name, p.video_id, v.title AS video_title, p.product_id, pr.name AS product_name,
    coalesce((SELECT file_key FROM product_pictures WHERE product_id = p.product_id ORDER BY position LIMIT 1),
      v.poster_key) AS picture_key,
    p.title, p.tone, p.audience, ${groupsOf('groups')} AS groups, ${groupsOf('groups_excluded')} AS groups_excluded,
    p.starts_at, p.ends_at, p.per_day, p.priority, ${blockerOfPlacement} AS blocker, p.made_by, p.created_at, p.updated_at
  FROM placements p JOIN organizations o ON o.id = p.organization_id JOIN shops s ON s.id = p.shop_id
  LEFT JOIN videos v ON v.id = p.video_id LEFT JOIN products pr ON pr.id = p.product_id`);

export async function findPlacement(trx: Trx, id: PlacementId): Promise<PlacementRow | null> {
  const { rows } = await sql<PlacementRow>`${whole} WHERE p.id = ${id}`.execute(trx);
  return rows[0] ?? null;
}

/** Newest first; `after` is the last id of the page before. */
export async function listPlacements(
  trx: Trx,
  { shopId, after, limit }: { shopId: ShopId | null; after: string | null; limit: number },
): Promise<PlacementRow[]> {
  const { rows } = await sql<PlacementRow>`${whole}
    WHERE (${shopId}::uuid IS NULL OR p.shop_id = ${shopId}::uuid) AND (${after}::uuid IS NULL OR p.id < ${after}::uuid)
    ORDER BY p.id DESC LIMIT ${limit}`.execute(trx);
  return rows;
}

/** Placements of all organisations that were submitted, newest first, for the operator of the market. */
export function listMarketPlacements(
  records: Records,
  state: PlacementState | null,
  after: string | null,
  limit: number,
): Promise<PlacementRow[]> {
  return records.market(async (trx) => {
    const { rows } = await sql<PlacementRow>`${whole}
      WHERE p.state <> 'draft' AND (${state}::text IS NULL OR p.state = ${state}::text)
        AND (${after}::uuid IS NULL OR p.id < ${after}::uuid)
      ORDER BY p.id DESC LIMIT ${limit}`.execute(trx);
    return rows;
  });
}

/** Whose a placement is, for whoever decides about it; null for a draft, which is nobody else's business. */
export function ownerOfPlacement(records: Records, id: PlacementId): Promise<OrganizationId | null> {
  return records.market(async (trx) => {
    const row = await trx
      .selectFrom('placements')
      .select('organization_id')
      .where('id', '=', id)
      .where('state', '<>', 'draft')
      .executeTakeFirst();
    return (row?.organization_id as OrganizationId | undefined) ?? null;
  });
}

/** Organisations that share the market. */
export function countOrganizations(records: Records): Promise<number> {
  return records.market(async (trx) => {
    const { count } = await trx
      .selectFrom('organizations')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  });
}

/** The shop of a published video; null for one that is not there, or not this organisation's. */
export async function shopOfVideo(trx: Trx, videoId: string): Promise<ShopId | null> {
  const row = await trx
    .selectFrom('videos')
    .innerJoin('accounts', 'accounts.id', 'videos.account_id')
    .select('accounts.shop_id')
    .where('videos.id', '=', videoId)
    .where('videos.state', '=', 'published')
    .executeTakeFirst();
  return (row?.shop_id as ShopId | undefined) ?? null;
}

/** The shop of a product on the shelf. */
export async function shopOfProduct(trx: Trx, productId: string): Promise<ShopId | null> {
  const row = await trx
    .selectFrom('products')
    .select('shop_id')
    .where('id', '=', productId)
    .where('shelf', '=', 'online')
    .executeTakeFirst();
  return (row?.shop_id as ShopId | undefined) ?? null;
}

/** A shop that is in use. */
export async function openShop(trx: Trx, shopId: string): Promise<ShopId | null> {
  const row = await trx
    .selectFrom('shops')
    .select('id')
    .where('id', '=', shopId)
    .where('archived_at', 'is', null)
    .executeTakeFirst();
  return (row?.id as ShopId | undefined) ?? null;
}

/** What a placement is set to. */
export type PlacementSettings = {
  readonly name: string;
  readonly shop_id: ShopId;
  readonly video_id: string | null;
  readonly product_id: string | null;
  readonly title: string | null;
  readonly tone: BannerTone | null;
  readonly audience: 'all' | 'group';
  readonly groups: string[];
  readonly groups_excluded: string[];
  readonly starts_at: Date;
  readonly ends_at: Date;
  readonly per_day: number;
  readonly priority: number;
};

export async function insertPlacement(
  trx: Trx,
  organizationId: OrganizationId,
  given: PlacementSettings & {
    readonly id: PlacementId;
    readonly kind: PlacementKind;
    readonly made_by: string;
  },
): Promise<void> {
  await trx
    .insertInto('placements')
    .values({ ...given, organization_id: organizationId, state: 'draft' })
    .execute();
}

/** As it stands, locked until the transaction ends. */
export async function lockPlacement(
  trx: Trx,
  id: PlacementId,
): Promise<{ kind: PlacementKind; state: PlacementState; version: number; name: string } | null> {
  const row = await trx
    .selectFrom('placements')
    .select(['kind', 'state', 'version', 'name'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? { ...row, kind: row.kind as PlacementKind, state: row.state as PlacementState } : null;
}

export async function updatePlacement(
  trx: Trx,
  id: PlacementId,
  change: Partial<PlacementSettings> & { readonly state: PlacementState; readonly refusal?: string | null },
): Promise<void> {
  await trx
    .updateTable('placements')
    .set({ refusal: null, ...change, version: sql`version + 1`, updated_at: sql`now()` })
    .where('id', '=', id)
    .execute();
}

/** Names of placements by their ids, for numbers split by placement. */
export async function namesOfPlacements(trx: Trx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await trx.selectFrom('placements').select(['id', 'name']).where('id', 'in', ids).execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
