/** Door to ads: plans of advertisers, the auction that serves them, and what they cost and brought. */

export { adMetrics } from './metrics/index.ts';
export { type Ads, type AdsOptions, openAds } from './open-ads.ts';
export { adPlanNames } from './plans/plan-names.ts';
export type { AdRequest, AdServing, AdShopper, AdWin, Clicked, Shown } from './serving/ad-win.ts';
export { openServing, type Serving, scanAndSort } from './serving/open-serving.ts';
export { adTakeout } from './takeout/ad-takeout.ts';
