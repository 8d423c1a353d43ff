import { showId } from '#kernel/ids';
import { ok, type Refusal, type Refused, type Result, refuse } from '#kernel/result';
import { BriefMemory } from '#platform/memory';
import type { Records } from '#platform/records';
import { selectedLines } from '../../cart/cart-store.ts';
import type { CouponDesk } from '../../coupons/claimed/coupon-desk.ts';
import type { Touch } from '../../orders/order.ts';
import { refuseBecause } from '../../refuse-because.ts';
import type { Shopper } from '../../shoppers/shopper.ts';
import type { TouchTokens } from '../../touch/touch-token.ts';
import type { CheckoutView, QuoteView } from '../checkout-contract.ts';
import { showCheckout, showPlaced } from '../checkout-view.ts';
import { findCheckout, findCheckoutByKey } from '../checkouts-store.ts';
import type { Offer, Offers } from '../offer.ts';
import { findOffers } from '../offers-store.ts';
import {
  type CouponsAtHand,
  currenciesOf,
  noCoupons,
  type PricedShop,
  priceShops,
  showQuote,
  type WantedLine,
} from '../price.ts';
import { placeTogether } from './place-together-store.ts';
import { draftPlacing, type Placed } from './placing.ts';
import { PlacingLanes } from './placing-lanes.ts';

export type CheckoutDesk = {
  readonly quote: (asked: Asked) => Promise<Result<QuoteView, Refusal>>;
  readonly place: (asked: PlaceAsked) => Promise<Result<CheckoutView, Refusal>>;
};
export type Asked = {
  readonly shopper: Shopper;
  /** What to buy; null for what is selected in the cart. */
  readonly lines: readonly WantedLine[] | null;
  /** The claimed coupon chosen for a shop, null for none; shops that are not named use the best. */
  readonly coupons: ReadonlyMap<string, string | null>;
  readonly nowMs: number;
};
export type PlaceAsked = Asked & {
  readonly addressId: string;
  /** The Idempotency-Key of the request, so that a repeat after a crash finds the first. */
  readonly requestKey: string | null;
  /** The total that was shown, where the client says it. */
  readonly total: number | null;
};

type Parts = {
  readonly records: Records;
  readonly touchTokens: TouchTokens;
  readonly coupons: Pick<CouponDesk, 'usableBy' | 'denied'>;
};

/** How old a price may be before the stock is asked; the price itself is proved again when stock is taken. */
const offerLifeMs = 1_000;

/** Where carts become orders. Holds the lanes in which checkouts wait for stock, so a server has one. */
export function openCheckoutDesk({ records, touchTokens, coupons }: Parts): CheckoutDesk {
  const lanes = new PlacingLanes((placings) => placeTogether(records, placings));
  const remembered = new BriefMemory<Offer | undefined>({ lifeMs: offerLifeMs });
  /** A crowd wants one thing, which is remembered; a cart of several things is read at once. */
  const offersOf = async (skuIds: readonly string[]): Promise<Offers> => {
    const [only, another] = skuIds;
    if (only === undefined || another !== undefined) return findOffers(records, skuIds);
    const offer = await remembered.get(only, async () => (await findOffers(records, [only])).get(only));
    return new Map(offer ? [[only, offer]] : []);
  };
  const linesOf = async ({ shopper, lines }: Asked) => lines ?? selectedLines(records, shopper.id);

  const couponsFor = async (asked: Asked, offers: Offers, mayBeOld: boolean): Promise<CouponsAtHand> => {
    const shopIds = [...new Set([...offers.values()].map(({ shopId }) => shopId))];
    const usable = await coupons.usableBy(asked.shopper, shopIds, asked.nowMs, mayBeOld);
    return { usable, chosen: asked.coupons };
  };
  /** A request that is sent again finds what it did, whatever has become of prices, coupons and the cart since. */
  const doneBefore = async ({ shopper, requestKey }: PlaceAsked) => {
    const id = requestKey === null ? null : await findCheckoutByKey(records, shopper.id, requestKey);
    const known = id === null ? null : await findCheckout(records, shopper.id, id);
    return known && ok(showCheckout(known));
  };

  /** What somebody chose and may not have is told to its shop. */
  const refused = async (asked: PlaceAsked, shops: readonly PricedShop[], refusal: Refused<Refusal>) => {
    const { shopper, requestKey, nowMs } = asked;
    const denied = deniedCoupons(shops, asked.coupons);
    if (refusal.refusal.code === 'coupon_unusable')
      await coupons.denied(shopper, denied, requestKey ?? crypto.randomUUID(), nowMs);
    return refusal;
  };

  const draft = (asked: PlaceAsked, shops: readonly PricedShop[]) =>
    draftPlacing({
      ...asked,
      shops,
      touchOf: (token, second) => touchOf(touchTokens, token, second, asked.nowMs),
    });

  const place = async (asked: PlaceAsked, tries = 0): Promise<Result<CheckoutView, Refusal>> => {
    const isAgain = tries > 0;
    const lines = await linesOf(asked);
    const skuIds = lines.map((line) => line.skuId);
    const offers = await offersOf(skuIds);
    // Whoever orders several times at once may find the best coupon taken again and again: then without.
    const atHand =
      tries > 1 ? noCoupons : await couponsFor(asked, offers, !isAgain && asked.coupons.size === 0);
    const shops = priceShops(lines, offers, atHand);
    const refusal =
      refusalOf(lines, shops) ?? refusalOfCoupons(shops, asked.coupons) ?? refusalOfTotal(shops, asked.total);
    // What we remember may be a moment old: look again before saying no.
    if (refusal && isAgain) return (await doneBefore(asked)) ?? refused(asked, shops, refusal);
    const placing = refusal ? null : draft(asked, shops);
    const placed: Placed = placing ? await lanes.place(placing) : { state: 'changed', skuIds };
    if (placing && placed.state === 'placed') return ok(showPlaced(placing));
    if (placed.state === 'known') {
      const known = await findCheckout(records, asked.shopper.id, placed.checkoutId);
      return known ? ok(showCheckout(known)) : refuse('not_found', 'There is no such checkout.');
    }
    if (placed.state === 'changed' && !isAgain) {
      for (const skuId of skuIds) remembered.forget(skuId);
      return place(asked, tries + 1);
    }
    if (placed.state === 'coupon') return place(asked, tries + 1);
    return refusedPlacing(placed);
  };

  return {
    quote: async (asked) => {
      const lines = await linesOf(asked);
      const offers = await findOffers(
        records,
        lines.map((line) => line.skuId),
      );
      const shops = priceShops(lines, offers, await couponsFor(asked, offers, false));
      return currenciesOf(shops).length > 1 ? severalCurrencies() : ok(showQuote(lines, offers, shops));
    },
    place: (asked) => place(asked),
  };
}

/** The touch of a token that holds, with the second at which the shopper tapped. */
export function touchOf(
  tokens: TouchTokens,
  token: string | null,
  second: number | null,
  nowMs: number,
): Touch | null {
  const touch = token === null ? null : tokens.read(token, nowMs);
  return touch && { ...touch, touchSecond: second ?? touch.touchSecond };
}

const severalCurrencies = () =>
  refuse(
    'several_currencies',
    'Shops of different currencies cannot be paid at once: order one after another.',
  );

function refusalOf(lines: readonly WantedLine[], shops: readonly PricedShop[]) {
  if (lines.length === 0) return refuse('unprocessable', 'Nothing is selected in the cart.');
  if (currenciesOf(shops).length > 1) return severalCurrencies();
  const priced = new Set(shops.flatMap((shop) => shop.lines.map(({ offer }) => offer.skuId)));
  const gone = lines.filter((line) => !priced.has(line.skuId));
  return gone.length > 0
    ? refuse('unprocessable', `No longer for sale: ${named(gone.map((line) => line.skuId))}.`, 'lines')
    : null;
}

/** Of the coupons that were chosen those that cannot be used, and why. */
function deniedCoupons(
  shops: readonly PricedShop[],
  chosen: ReadonlyMap<string, string | null>,
): readonly { readonly claimedId: string; readonly reason: string }[] {
  return [...chosen].flatMap(([shopId, claimedId]) => {
    const shop = shops.find((one) => one.shopId === shopId);
    if (claimedId === null || shop?.coupon?.coupon.claimedId === claimedId) return [];
    const isThere = shop?.coupons.some((coupon) => coupon.claimedId === claimedId) ?? false;
    return [{ claimedId, reason: isThere ? 'coupon_does_nothing' : 'coupon_gone' }];
  });
}

/** What somebody chose must be used: leaving it out in silence would charge more than they think. */
function refusalOfCoupons(shops: readonly PricedShop[], chosen: ReadonlyMap<string, string | null>) {
  const [denied] = deniedCoupons(shops, chosen);
  return denied
    ? refuseBecause(
        'coupon_unusable',
        denied.reason,
        'The chosen coupon cannot be used for this order: look at the new total.',
        { field: 'coupons' },
      )
    : null;
}

function refusalOfTotal(shops: readonly PricedShop[], shown: number | null) {
  if (shown === null) return null;
  const total = shops.reduce((sum, shop) => sum + shop.payable, 0);
  return total === shown
    ? null
    : refuse('price_changed', 'A price has changed since it was shown: look at the new total.', 'total');
}

function refusedPlacing(placed: Placed): Result<never, Refusal> {
  switch (placed.state) {
    case 'no_address':
      return refuse('unprocessable', 'There is no such address of yours.', 'addressId');
    case 'stock':
      return refuse('sold_out', `Not enough left of ${named(placed.skuIds)}.`, 'lines');
    case 'changed':
      return refuse('price_changed', `A price or the shelf has changed: ${named(placed.skuIds)}.`, 'lines');
    default:
      throw new Error(`A placing that was ${placed.state} is no refusal.`);
  }
}

const named = (skuIds: readonly string[]) => skuIds.map((skuId) => showId('sku', skuId)).join(', ');
