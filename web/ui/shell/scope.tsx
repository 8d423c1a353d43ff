/** What all numbers of a page have in common: place, dates, zone, currency, comparison. */
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { dateOf } from '#kernel/time';
import type { Place } from '../address/address.ts';
import { useAddress } from '../address/use-address.ts';
import type { Filter } from '../api/metrics.ts';
import type { Permission, Session, Structure } from '../api/session.ts';
import { type DateRange, rangeOf } from '../range/period.ts';

export type Organization = NonNullable<Session['organization']>;

export type Scope = {
  readonly session: Session;
  readonly organization: Organization;
  readonly structure: Structure;
  readonly zone: string;
  readonly currency: string;
  /** Set when the place holds shops of several currencies: the API then converts to the organisation's. */
  readonly convertTo: string | null;
  readonly today: string;
  readonly range: DateRange;
  readonly compare: string | null;
  /** The place as filters of a metric query. */
  readonly filters: readonly Filter[];
  readonly may: (permission: Permission) => boolean;
};

const ScopeContext = createContext<Scope | null>(null);

export function ScopeProvider(props: {
  session: Session;
  organization: Organization;
  structure: Structure;
  children: ReactNode;
}) {
  const { session, organization, structure, children } = props;
  const [{ place, period, comparison }] = useAddress();
  const { zone, currency, convertTo } = localeOf(place, structure, organization);
  const today = dateOf(Date.now(), zone);
  const scope = useMemo<Scope>(
    () => ({
      session,
      organization,
      structure,
      zone,
      currency,
      convertTo,
      today,
      range: rangeOf(period, today),
      compare: comparison === 'none' ? null : comparison,
      filters: placeFilters(place),
      may: (permission) => session.permissions.includes(permission),
    }),
    [session, organization, structure, zone, currency, convertTo, today, period, comparison, place],
  );
  return <ScopeContext value={scope}>{children}</ScopeContext>;
}

export function useScope(): Scope {
  const scope = useContext(ScopeContext);
  if (!scope) throw new Error('useScope is called outside the shell');
  return scope;
}

export function placeFilters(place: Place): Filter[] {
  return (['brand', 'shop', 'account'] as const).flatMap((dimension) => {
    const id = place[dimension];
    return id ? [{ dimension, op: 'in' as const, values: [id] }] : [];
  });
}

/** Days are those of the brand that is looked at, several brands use the organisation's zone. */
export function localeOf(
  place: Place,
  structure: Structure,
  organization: Pick<Organization, 'zone' | 'currency'>,
): { zone: string; currency: string; convertTo: string | null } {
  const account = structure.accounts.find(({ id }) => id === place.account);
  const shop = structure.shops.find(({ id }) => id === (account?.shopId ?? place.shop));
  const brandId = shop?.brandId ?? place.brand;
  const brand = structure.brands.find(({ id }) => id === brandId);
  const shops = shop ? [shop] : structure.shops.filter((one) => !brandId || one.brandId === brandId);
  const currencies = new Set(shops.map((one) => one.currency));
  const [only] = currencies;
  const several = currencies.size > 1;
  return {
    zone: brand?.zone ?? organization.zone,
    currency: several || !only ? organization.currency : only,
    convertTo: several ? organization.currency : null,
  };
}
