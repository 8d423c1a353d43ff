import {
  columnarPages,
  instant,
  type PersonRow,
  type PersonRows,
  publicId,
  said,
  shownPages,
  type TakeoutPart,
  type TakeoutSources,
} from '#platform/takeout';

type AdRow = PersonRow<{
  readonly kind: 'impression' | 'click';
  readonly organization_id: string;
  readonly shop_id: string;
  readonly account_id: string;
  readonly plan_id: string;
  readonly product_id: string;
  readonly content_id: string;
  readonly request_id: string;
}>;

const adRows: PersonRows = {
  table: 'ad_charges',
  columns: 'kind, organization_id, shop_id, account_id, plan_id, product_id, content_id, request_id',
  key: 'concat(toString(organization_id), kind, toString(charge_id))',
  newest: 'version',
};

/**
 * The ads that a shopper was shown and clicked. What an advertiser paid for it, and how likely a click or an order was
 * thought to be, are the advertiser's books and the auction's guess.
 */
export const adTakeout = ({ columnar }: TakeoutSources): readonly TakeoutPart[] => [
  {
    name: 'ads',
    // The records hand both over within a second, and forget showings after a month.
    carries: ['columnar.ad_charges', 'ad_impressions', 'ad_charges'],
    pages: ({ persons }) => shownPages(columnarPages<AdRow>(columnar, adRows, persons), showAd),
  },
];

const showAd = (row: AdRow): object =>
  said({
    kind: row.kind,
    at: instant(row.at_ms),
    planId: publicId('plan', row.plan_id),
    organizationId: publicId('organization', row.organization_id),
    shopId: publicId('shop', row.shop_id),
    accountId: publicId('account', row.account_id),
    videoId: publicId('video', row.content_id),
    productId: publicId('product', row.product_id),
    requestId: publicId('request', row.request_id),
  });
