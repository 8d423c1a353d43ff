import type { Columnar } from '#platform/columnar';
import {
  columnarPages,
  instant,
  type PersonRow,
  type PersonRows,
  publicId,
  said,
  shownPages,
  type TakeoutPart,
} from '#platform/takeout';

type ServeRow = PersonRow<{
  readonly request_id: string;
  readonly place: number;
  readonly content_id: string;
  readonly account_id: string;
  readonly why: string;
  readonly plan_id: string;
  readonly placement_id: string;
}>;

const serveRows: PersonRows = {
  table: 'feed_serves',
  columns: 'request_id, place, content_id, account_id, why, plan_id, placement_id',
  key: `concat(toString(organization_id), toString(request_id), leftPad(toString(place), 5, '0'))`,
  // A batch that is sent again is the same.
  newest: 'at',
};

/**
 * What the feed handed out to a shopper and for what reason, as long as that is kept. Left out are the worth of the video
 * and the chance with which it was drawn: how the feed weighs videos against each other, by which it is judged.
 */
export const servedToPerson = (columnar: Columnar): TakeoutPart => ({
  name: 'served',
  carries: ['columnar.feed_serves'],
  pages: ({ persons }) => shownPages(columnarPages<ServeRow>(columnar, serveRows, persons), showServe),
});

const showServe = (row: ServeRow): object =>
  said({
    at: instant(row.at_ms),
    requestId: publicId('request', row.request_id),
    place: row.place,
    videoId: publicId('video', row.content_id),
    accountId: publicId('account', row.account_id),
    why: row.why,
    planId: publicId('plan', row.plan_id),
    placementId: publicId('placement', row.placement_id),
  });
