/**
 * The auction: pure, one request at a time. A plan bids what an order is worth to it; showing it is worth
 * bid × chance of a click × chance of an order, and that eCPM ranks. Price is second price with a reserve, as a
 * generalised second-price auction sets it per slot (Edelman, Ostrovsky and Schwarz 2007).
 */
export type Bid = {
  readonly planId: string;
  /** Plans of one account never raise each other's price, and only the best of them takes part. */
  readonly adAccountId: string;
  readonly videoId: string;
  /** What one order is worth, in minor units. */
  readonly perOrder: number;
  readonly pCtr: number;
  readonly pCvr: number;
  /** What is left to spend on one click, in minor units. */
  readonly perClickMax: number;
};

export type PricedBid<Of extends Bid = Bid> = {
  readonly bid: Of;
  /** In minor units. */
  readonly price: number;
  readonly ecpm: number;
};

/** Least eCPM at which a slot is given away, in minor units: it keeps the feed from being filled for nothing. */
export type Reserve = { readonly ecpm: number };

/** The whole bid for one click, in whole minor units: a price is never above it. */
export function bidPerClick({ perOrder, pCvr, perClickMax }: Bid): number {
  return Math.floor(Math.min(perOrder * pCvr, perClickMax));
}

export function ecpmOf(bid: Bid): number {
  return 1000 * bid.pCtr * Math.min(bid.perOrder * bid.pCvr, bid.perClickMax);
}

/** The least price of a click at which showing earns the reserve. */
export function reservePrice(pCtr: number, reserve: Reserve): number {
  return Math.max(1, Math.ceil(reserve.ecpm / (1000 * pCtr)));
}

export function reachesReserve(bid: Bid, reserve: Reserve): boolean {
  return bidPerClick(bid) >= reservePrice(bid.pCtr, reserve);
}

/** Ranked bids, best first; equal ones in the order of their plans, so that every server decides alike. */
export function rank<Of extends Bid>(bids: Iterable<Of>): Of[] {
  return [...bids].sort((a, b) => ecpmOf(b) - ecpmOf(a) || (a.planId < b.planId ? -1 : 1));
}

/**
 * Fills the slots from ranked bids. Each account wins once, each video is shown once. The price of a winner is what
 * the next bid of another account would have needed: max(reserve, s₂·b₂/s₁), and never above its own bid.
 */
export function fillSlots<Of extends Bid>(
  ranked: readonly Of[],
  slots: number,
  reserve: Reserve,
): PricedBid<Of>[] {
  const eligible = ranked.filter((bid) => reachesReserve(bid, reserve));
  const winners: PricedBid<Of>[] = [];
  const accounts = new Set<string>();
  const videos = new Set<string>();
  for (const [place, bid] of eligible.entries()) {
    if (winners.length >= slots) break;
    if (accounts.has(bid.adAccountId) || videos.has(bid.videoId)) continue;
    accounts.add(bid.adAccountId);
    videos.add(bid.videoId);
    const next = eligible.find(
      (other, at) => at > place && other.adAccountId !== bid.adAccountId && !accounts.has(other.adAccountId),
    );
    const second = next === undefined ? 0 : Math.ceil(ecpmOf(next) / (1000 * bid.pCtr));
    const price = Math.min(bidPerClick(bid), Math.max(reservePrice(bid.pCtr, reserve), second));
    winners.push({ bid, price, ecpm: ecpmOf(bid) });
  }
  return winners;
}

/** Why a plan did not win, with the number that would have to change. */
export type AuctionOutcome =
  | { readonly outcome: 'won'; readonly place: number; readonly price: number }
  | { readonly outcome: 'below_reserve'; readonly bid: number; readonly needed: number }
  | { readonly outcome: 'own_account'; readonly betterPlanId: string }
  /** `needed` is the factor by which its eCPM falls short. */
  | { readonly outcome: 'outranked'; readonly needed: number }
  | { readonly outcome: 'absent' };

export function explainAuction(
  ranked: readonly Bid[],
  slots: number,
  reserve: Reserve,
  planId: string,
): AuctionOutcome {
  const bid = ranked.find((one) => one.planId === planId);
  if (!bid) return { outcome: 'absent' };
  if (!reachesReserve(bid, reserve))
    return { outcome: 'below_reserve', bid: bidPerClick(bid), needed: reservePrice(bid.pCtr, reserve) };
  const winners = fillSlots(ranked, slots, reserve);
  const place = winners.findIndex((winner) => winner.bid.planId === planId);
  const won = winners[place];
  if (won) return { outcome: 'won', place, price: won.price };
  const sibling = winners.find((winner) => winner.bid.adAccountId === bid.adAccountId);
  if (sibling) return { outcome: 'own_account', betterPlanId: sibling.bid.planId };
  const last = winners.at(-1);
  return { outcome: 'outranked', needed: last ? last.ecpm / ecpmOf(bid) : 1 };
}
