import type { Id, OrganizationId, PlanId, ProductId, VideoId } from '#kernel/ids';
import type { Shopper } from '#shop';

/** Whoever watches, as the auction needs to know them. */
export type AdShopper = Pick<Shopper, 'id' | 'person' | 'simulated'>;

export type AdRequest = {
  readonly shopper: AdShopper;
  readonly placement: 'feed';
  /** The request that is being answered; with the plan it names everything billable. */
  readonly requestId: string;
  /** How many marked slots there are to fill, best first. */
  readonly slots: number;
  /** Videos that this shopper must not be shown now. */
  readonly exclude: Iterable<VideoId | string>;
  readonly nowMs: number;
};

/** What won a slot. The price is reserved until the token is clicked or the hold runs out. */
export type AdWin = {
  readonly planId: PlanId;
  readonly organizationId: OrganizationId;
  readonly adAccountId: Id<'adAccount'>;
  readonly videoId: VideoId;
  readonly productId: ProductId;
  /** Of one click, in minor units; never above the plan's bid. */
  readonly priceMinor: number;
  readonly currency: string;
  /** Probability that the showing is clicked, and that the click leads to an order. */
  readonly pCtr: number;
  readonly pCvr: number;
  /** What a thousand such showings are worth to the plan, in minor units. */
  readonly ecpm: number;
  /** Signed; hand it to the screen and back to `shown` and `clicked`. */
  readonly token: string;
};

/** `expired`: the token is older than half an hour. `invalid`: forged, somebody else's, or no person's doing. */
export type Shown = 'shown' | 'repeated' | 'expired' | 'invalid';
export type Clicked = 'charged' | 'repeated' | 'expired' | 'over_budget' | 'invalid';

/** The verbs by which the feed shows ads. `decide` is synchronous and in memory. */
export type AdServing = {
  readonly decide: (request: AdRequest) => AdWin[];
  /** Resolves when the impression is durable; it counts once, whoever repeats it. */
  readonly shown: (token: string, shopper: AdShopper, nowMs: number) => Promise<Shown>;
  /** Resolves when the charge is durable. At most one charge for (plan, request, click). */
  readonly clicked: (token: string, shopper: AdShopper, nowMs: number) => Promise<Clicked>;
};
