/**
 * What a page shows is in its address, so that a link shows a colleague the same thing. This is the part that
 * all pages share: where (brand, shop, account), when, and compared with what. It is kept from page to page.
 */
import { type Period, readPeriod } from '../range/period.ts';

export const comparisons = [
  'previous_period',
  'same_period_last_week',
  'same_period_last_year',
  'target',
  'peers',
] as const;
export type Comparison = (typeof comparisons)[number] | 'none';

export type Place = { readonly brand?: string; readonly shop?: string; readonly account?: string };

export type Address = {
  readonly place: Place;
  readonly period: Period;
  readonly comparison: Comparison;
};

/** The search part of an address: plain texts, never JSON. */
export type Search = Readonly<Record<string, string | undefined>>;

export const sharedKeys = ['brand', 'shop', 'account', 'period', 'from', 'to', 'compare'] as const;

const idPattern = /^[a-z]{2,4}_[0-9a-z]{26}$/;

export function readAddress(search: Search): Address {
  const place: { brand?: string; shop?: string; account?: string } = {};
  for (const key of ['brand', 'shop', 'account'] as const) {
    const id = search[key];
    if (id && idPattern.test(id)) place[key] = id;
  }
  const asked = search.compare;
  const comparison =
    asked === 'none' ? 'none' : (comparisons.find((known) => known === asked) ?? 'previous_period');
  return { place, period: readPeriod(search), comparison };
}

/** Only what differs from the defaults is written, so that addresses stay short. */
export function writeAddress(address: Address): Search {
  const { place, period, comparison } = address;
  return {
    brand: place.brand,
    shop: place.shop,
    account: place.account,
    period: period.kind === 'custom' || period.kind === defaultPeriod ? undefined : period.kind,
    from: period.kind === 'custom' ? period.from : undefined,
    to: period.kind === 'custom' ? period.to : undefined,
    compare: comparison === 'previous_period' ? undefined : comparison,
  };
}

const defaultPeriod = 'last7';

export function parseSearch(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [key, value] of new URLSearchParams(text)) if (value.length <= 2_000) found[key] = value;
  return found;
}

export function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(key, value);
  }
  // Commas and colons are legal in a query and read better unescaped.
  const text = params.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return text ? `?${text}` : '';
}
