import { parseId } from '#kernel/ids';
import type { Records } from '#platform/records';
import { Batched } from '../billing/batched.ts';
import { billableId, type Charge, type Settled } from '../billing/charge.ts';
import { commitCharges } from '../billing/charge-store.ts';
import { ClickPace } from '../billing/click-pace.ts';
import { findImpression, type Impression, writeImpressions } from '../billing/impression-store.ts';
import type { LeaseBook } from '../billing/lease-book.ts';
import type { AdTicket, AdTokens } from './ad-token.ts';
import type { AdShopper, Clicked, Shown } from './ad-win.ts';

/** An ad may be shown and clicked this long after it was decided; the price would not be its own any more. */
export const ticketMs = 30 * 60_000;
/** Servers and screens may disagree about the time by this much. */
const skewMs = 10_000;
const remembered = 200_000;

type Parts = {
  readonly records: Records;
  readonly tokens: AdTokens;
  readonly book: LeaseBook;
};

/** Takes what screens say of the ads they were given: verified showings and clicks, each once. */
export class Receipts {
  readonly #parts: Parts;
  readonly #impressions: Batched<Impression, boolean>;
  readonly #charges: Batched<Charge, Settled>;
  readonly #pace = new ClickPace();
  /** When this server was told of a showing, by plan and request; the oldest are forgotten first. */
  readonly #shown = new Map<string, number>();

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#impressions = new Batched((all) => writeImpressions(parts.records, all), 500);
    this.#charges = new Batched((all) => commitCharges(parts.records, all), 200);
  }

  async shown(token: string, shopper: AdShopper, nowMs: number): Promise<Shown> {
    const ticket = this.#ticketOf(token, shopper);
    if (!ticket) return 'invalid';
    if (isStale(ticket, nowMs)) return 'expired';
    const key = keyOf(ticket);
    if (this.#shown.has(key)) return 'repeated';
    this.#remember(key, nowMs);
    try {
      const isNew = await this.#impressions.add({
        planId: ticket.planId,
        requestId: ticket.requestId,
        organizationId: ticket.organizationId,
        shopId: ticket.shopId,
        shopperId: shopper.id,
        person: shopper.person,
        simulated: shopper.simulated,
        pCtr: ticket.pCtr,
        atMs: nowMs,
      });
      return isNew ? 'shown' : 'repeated';
    } catch (error) {
      // Not durable, so not shown: whoever tells it again must find it new.
      this.#shown.delete(key);
      throw error;
    }
  }

  async clicked(token: string, shopper: AdShopper, nowMs: number): Promise<Clicked> {
    const ticket = this.#ticketOf(token, shopper);
    if (!ticket) return 'invalid';
    if (isStale(ticket, nowMs)) return 'expired';
    const shownMs =
      this.#shown.get(keyOf(ticket)) ??
      (await findImpression(this.#parts.records, ticket.planId, ticket.requestId))?.atMs;
    if (shownMs === undefined || nowMs < shownMs - skewMs) return 'invalid';
    if (!this.#pace.take(shopper.id, nowMs)) return 'invalid';
    const done = this.#parts.book.commit(ticket.planId, ticket.requestId, ticket.price);
    try {
      const settled = await this.#charges.add(chargeOf(ticket, shopper, nowMs));
      if (settled === 'charged') this.#parts.book.charged(ticket.planId, ticket.leaseId, ticket.price);
      return settled;
    } finally {
      done();
    }
  }

  settled(): Promise<unknown> {
    return Promise.all([this.#impressions.settled(), this.#charges.settled()]);
  }

  /** A ticket of ours that was written for this shopper. */
  #ticketOf(token: string, shopper: AdShopper): AdTicket | null {
    const ticket = this.#parts.tokens.read(token);
    return ticket && ticket.shopperId === parseId('shopper', shopper.id) ? ticket : null;
  }

  #remember(key: string, nowMs: number): void {
    this.#shown.set(key, nowMs);
    if (this.#shown.size <= remembered) return;
    const oldest = this.#shown.keys().next();
    if (!oldest.done) this.#shown.delete(oldest.value);
  }
}

const keyOf = ({ planId, requestId }: AdTicket) => `${planId} ${requestId}`;
const isStale = ({ decidedMs }: AdTicket, nowMs: number) =>
  nowMs - decidedMs > ticketMs || decidedMs - nowMs > skewMs;

const chargeOf = (ticket: AdTicket, shopper: AdShopper, atMs: number): Charge => ({
  id: billableId(ticket.planId, ticket.requestId, 'click'),
  organizationId: ticket.organizationId,
  adAccountId: ticket.adAccountId,
  planId: ticket.planId,
  requestId: ticket.requestId,
  shopId: ticket.shopId,
  videoId: ticket.videoId,
  productId: ticket.productId,
  shopperId: shopper.id,
  person: shopper.person,
  simulated: shopper.simulated,
  price: ticket.price,
  currency: ticket.currency,
  pCtr: ticket.pCtr,
  pCvr: ticket.pCvr,
  leaseId: ticket.leaseId,
  day: ticket.day,
  atMs,
});
