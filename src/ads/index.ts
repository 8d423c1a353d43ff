/** Door to ads: plans of advertisers, the auction that serves them, and what they cost and brought. */
export type { AdRequest, AdServing, AdShopper, AdWin, Clicked, Shown } from './serving/ad-win.ts';
