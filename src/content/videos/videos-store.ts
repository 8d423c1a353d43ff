import { type Selectable, sql } from 'kysely';
import type { AccountId, OrganizationId, ProductId, VideoId } from '#kernel/ids';
import { publish } from '#platform/outbox';
import type { Database, Records, Trx } from '#platform/records';
import type { VideosChanged } from '../content-door.ts';
import type { ReviewReason, VideoElements, VideoKind, VideoState } from '../contract.ts';
import type { Video, VideoFile } from './video.ts';

export type VideoFilter = {
  readonly state?: VideoState | undefined;
  readonly kind?: VideoKind | undefined;
  readonly accountId?: AccountId | undefined;
  /** Only those of these. */
  readonly ids?: readonly VideoId[] | undefined;
  /** Part of the title. */
  readonly title?: string | undefined;
};

type VideoRow = Selectable<Database['videos']> & {
  readonly product_ids: string[] | null;
  readonly likes: number | null;
  readonly comments: number | null;
  readonly favorites: number | null;
  readonly shares: number | null;
};

const fromVideos = (trx: Trx) =>
  trx
    .selectFrom('videos as v')
    .leftJoin('video_counts as n', 'n.video_id', 'v.id')
    .selectAll('v')
    .select(['n.likes', 'n.comments', 'n.favorites', 'n.shares'])
    .select(
      sql<string[] | null>`(SELECT array_agg(p.product_id::text ORDER BY p.position)
        FROM video_products p WHERE p.video_id = v.id)`.as('product_ids'),
    );

/** Newest first, before the given id. */
export function listVideos(
  records: Records,
  organizationId: OrganizationId,
  filter: VideoFilter,
  before: string | null,
  limit: number,
): Promise<Video[]> {
  return records.organization(organizationId, async (trx) => {
    let query = fromVideos(trx).orderBy('v.id', 'desc').limit(limit);
    if (before) query = query.where('v.id', '<', before);
    if (filter.state) query = query.where('v.state', '=', filter.state);
    if (filter.kind) query = query.where('v.kind', '=', filter.kind);
    if (filter.accountId) query = query.where('v.account_id', '=', filter.accountId);
    if (filter.ids) query = query.where('v.id', '=', sql<string>`ANY (${filter.ids}::uuid[])`);
    if (filter.title) query = query.where(sql<boolean>`strpos(lower(v.title), lower(${filter.title})) > 0`);
    return (await query.execute()).map(videoOf);
  });
}

export function findVideo(
  records: Records,
  organizationId: OrganizationId,
  id: VideoId,
): Promise<Video | null> {
  return records.organization(organizationId, (trx) => readVideo(trx, id));
}

export async function readVideo(trx: Trx, id: VideoId): Promise<Video | null> {
  const row = await fromVideos(trx).where('v.id', '=', id).executeTakeFirst();
  return row ? videoOf(row) : null;
}

/** Locked until the transaction ends, so that what was checked still holds when it is written. */
export async function lockVideo(trx: Trx, id: VideoId): Promise<Video | null> {
  await trx.selectFrom('videos').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
  return readVideo(trx, id);
}

export type NewVideo = Pick<
  Video,
  'id' | 'organizationId' | 'accountId' | 'title' | 'kind' | 'elements' | 'category' | 'simulated' | 'file'
>;

export async function insertVideo(trx: Trx, video: NewVideo): Promise<void> {
  const own = { organization_id: video.organizationId };
  await trx
    .insertInto('videos')
    .values({
      ...own,
      id: video.id,
      account_id: video.accountId,
      title: video.title,
      kind: video.kind,
      elements: JSON.stringify(video.elements),
      category: video.category,
      state: 'draft',
      simulated: video.simulated,
      ...fileColumns(video.file),
    })
    .execute();
  await trx
    .insertInto('video_counts')
    .values({ ...own, video_id: video.id })
    .execute();
}

const fileColumns = (file: VideoFile | null) =>
  file === null
    ? {}
    : {
        file_key: file.key,
        bytes: file.bytes,
        duration_ms: file.durationMs,
        width: file.width,
        height: file.height,
      };

export type VideoChange = {
  readonly accountId?: AccountId | undefined;
  readonly title?: string | undefined;
  readonly kind?: VideoKind | undefined;
  readonly elements?: VideoElements | undefined;
  readonly category?: string | null | undefined;
  /** A new file has no poster yet. */
  readonly file?: VideoFile | undefined;
  readonly posterKey?: string | null | undefined;
  readonly state?: VideoState | undefined;
  readonly reviewReasons?: readonly ReviewReason[] | undefined;
};

/** Writes what changed and the next version; a video that is published for the first time gets its instant. */
export async function updateVideo(trx: Trx, id: VideoId, change: VideoChange): Promise<void> {
  const given = <Value, Column extends string>(column: Column, value: Value | undefined) =>
    value === undefined ? {} : { [column]: value };
  await trx
    .updateTable('videos')
    .set({
      ...given('account_id', change.accountId),
      ...given('title', change.title),
      ...given('kind', change.kind),
      ...given('elements', change.elements && JSON.stringify(change.elements)),
      ...given('category', change.category),
      ...given('state', change.state),
      ...given('review_note', change.reviewReasons && noteOf(change.reviewReasons)),
      ...(change.file ? { ...fileColumns(change.file), poster_key: null } : {}),
      ...given('poster_key', change.posterKey),
      ...(change.state === 'published' ? { published_at: sql<Date>`coalesce(published_at, now())` } : {}),
      version: sql<number>`version + 1`,
      updated_at: sql<Date>`now()`,
    })
    .where('id', '=', id)
    .execute();
}

/** The first frame becomes the poster of a video that still shows this file and has none; no new version. */
export async function keepFrame(
  records: Records,
  organizationId: OrganizationId,
  id: VideoId,
  frame: { readonly ofFile: string; readonly posterKey: string },
): Promise<boolean> {
  return records.organization(organizationId, async (trx) => {
    const updated = await trx
      .updateTable('videos')
      .set({ poster_key: frame.posterKey })
      .where('id', '=', id)
      .where('file_key', '=', frame.ofFile)
      .where('poster_key', 'is', null)
      .returning('id')
      .executeTakeFirst();
    return updated !== undefined;
  });
}

/** The products of a video, in this order. */
export async function setProducts(
  trx: Trx,
  organizationId: OrganizationId,
  id: VideoId,
  productIds: readonly ProductId[],
): Promise<void> {
  await trx.deleteFrom('video_products').where('video_id', '=', id).execute();
  if (productIds.length === 0) return;
  await trx
    .insertInto('video_products')
    .values(
      productIds.map((productId, position) => ({
        organization_id: organizationId,
        video_id: id,
        product_id: productId,
        position,
      })),
    )
    .execute();
}

/** Those of the products that the organisation sells here. */
export async function sellableProducts(trx: Trx, productIds: readonly ProductId[]): Promise<Set<string>> {
  if (productIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('products')
    .select('id')
    .where('id', 'in', productIds)
    .where('origin', '=', 'native')
    .where('shelf', '<>', 'deleted')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

export function tellVideosChanged(trx: Trx, organizationId: OrganizationId, videoIds: readonly VideoId[]) {
  const payload: VideosChanged = { videoIds };
  return publish(trx, organizationId, 'videos.changed', payload);
}

function videoOf(row: VideoRow): Video {
  const { file_key, bytes, duration_ms, width, height } = row;
  const isWhole =
    file_key !== null && bytes !== null && duration_ms !== null && width !== null && height !== null;
  return {
    id: row.id as VideoId,
    organizationId: row.organization_id as OrganizationId,
    accountId: row.account_id as AccountId,
    title: row.title,
    kind: row.kind as VideoKind,
    elements: row.elements as VideoElements,
    category: row.category,
    state: row.state as VideoState,
    reviewReasons: row.review_note === null ? [] : (JSON.parse(row.review_note) as ReviewReason[]),
    file: isWhole ? { key: file_key, bytes, durationMs: duration_ms, width, height } : null,
    posterKey: row.poster_key,
    productIds: (row.product_ids ?? []) as ProductId[],
    counts: {
      likes: row.likes ?? 0,
      comments: row.comments ?? 0,
      favorites: row.favorites ?? 0,
      shares: row.shares ?? 0,
    },
    simulated: row.simulated,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    publishedAt: row.published_at,
  };
}

/** As many reasons as the column holds; the first are enough to mend the video and ask again. */
function noteOf(reasons: readonly ReviewReason[]): string | null {
  for (let count = reasons.length; count > 0; count--) {
    const note = JSON.stringify(reasons.slice(0, count));
    if (note.length <= 500) return note;
  }
  return null;
}
