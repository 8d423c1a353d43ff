/** What both boards tell of a video or an account, in the order of the columns. */
export const boardMetrics = [
  'plays',
  'viewers',
  'play_3s_rate',
  'play_5s_rate',
  'finish_rate',
  'interaction_rate',
  'product_clicks',
  'gmv',
  'gpm',
  'attributed_gmv',
  'new_followers',
  'follow_rate',
  'content_impressions',
  'avg_watch_s',
  'product_ctr_times',
  'paid_orders',
] as const;

/** Offered by the column chooser: a phone and most questions do without. */
export const hiddenAtFirst: ReadonlySet<string> = new Set([
  'content_impressions',
  'avg_watch_s',
  'product_ctr_times',
  'paid_orders',
]);

/** The same over everything on the board. */
export const totalMetrics = [
  'plays',
  'viewers',
  'interaction_rate',
  'product_clicks',
  'gmv',
  'gpm',
  'new_followers',
] as const;

/** A board begins with what earned most; any of its columns may lead instead. */
export const sortable = ['gmv', ...boardMetrics.filter((id) => id !== 'gmv')] as const;

export const pageSizes = [20, 50, 100] as const;
/** The most rows that the metric API answers at once, which is the longest CSV. */
export const rowsMax = 10_000;
