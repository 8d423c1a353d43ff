import { sql } from 'kysely';
import type { AccountId, OrganizationId, ProductId, ShopId, VideoId } from '#kernel/ids';
import { listenTo, type Records } from '#platform/records';
import type { VideoKind } from '../../contract.ts';
import type { FeedAccount, FeedRow } from './feed-entry.ts';

type Row = {
  readonly id: VideoId;
  readonly organization_id: OrganizationId;
  readonly account_id: AccountId;
  readonly title: string;
  readonly kind: VideoKind;
  readonly category: string | null;
  readonly file_key: string;
  readonly poster_key: string | null;
  readonly duration_ms: number;
  readonly width: number;
  readonly height: number;
  readonly published_at: Date;
  readonly simulated: boolean;
  readonly product_ids: ProductId[] | null;
};

/** Published videos of all organisations, or those of the given ids that are published now. */
export function readPublished(records: Records, ids: readonly VideoId[] | null): Promise<FeedRow[]> {
  return records.market(async (trx) => {
    const wanted =
      ids === null ? sql`` : sql`AND v.id = ANY (${ids as readonly string[] as string[]}::uuid[])`;
    const { rows } = await sql<Row>`
      SELECT v.id, v.organization_id, v.account_id, v.title, v.kind, coalesce(v.category, p.category) AS category,
        v.file_key, v.poster_key, v.duration_ms, v.width, v.height, v.published_at, v.simulated, p.product_ids
      FROM videos v
      LEFT JOIN LATERAL (
        SELECT array_agg(x.product_id::text ORDER BY x.position) AS product_ids,
          (array_agg(y.category ORDER BY x.position) FILTER (WHERE y.category IS NOT NULL))[1] AS category
        FROM video_products x JOIN products y ON y.id = x.product_id WHERE x.video_id = v.id) p ON true
      WHERE v.state = 'published' ${wanted}`.execute(trx);
    return rows.map((row) => ({
      id: row.id,
      organizationId: row.organization_id,
      accountId: row.account_id,
      title: row.title,
      kind: row.kind,
      category: row.category,
      fileKey: row.file_key,
      posterKey: row.poster_key,
      durationMs: row.duration_ms,
      width: row.width,
      height: row.height,
      publishedAtMs: row.published_at.getTime(),
      simulated: row.simulated,
      productIds: row.product_ids ?? [],
    }));
  });
}

/** Accounts in use of all organisations. */
export function readAccounts(records: Records): Promise<FeedAccount[]> {
  return records.market(async (trx) => {
    const rows = await trx
      .selectFrom('accounts as a')
      .innerJoin('shops as s', 's.id', 'a.shop_id')
      .leftJoin('account_homes as h', 'h.account_id', 'a.id')
      .select([
        'a.id',
        'a.organization_id',
        'a.name',
        'a.account_type',
        'a.shop_id',
        's.name as shop_name',
        'h.intro',
        'h.avatar_key',
      ])
      .where('a.archived_at', 'is', null)
      .where('s.archived_at', 'is', null)
      .execute();
    return rows.map((row) => ({
      id: row.id as AccountId,
      organizationId: row.organization_id as OrganizationId,
      name: row.name,
      accountType: row.account_type,
      shopId: row.shop_id as ShopId,
      shopName: row.shop_name,
      intro: row.intro ?? '',
      avatarKey: row.avatar_key,
    }));
  });
}

export type Told = {
  /** The line is open, at first or again: whatever happened before has to be read. */
  readonly onOpen: () => void;
  readonly onVideo: (id: VideoId) => void;
  readonly onError: (error: unknown) => void;
};

/** Hears of every change of a video at its commit; answers how to stop. */
export function listenToVideos(records: Records, { onOpen, onVideo, onError }: Told): () => Promise<void> {
  const onNews = (payload: string) => onVideo(payload as VideoId);
  return listenTo(records, { channel: 'meadow_videos', onOpen, onNews, onError });
}
