import type { DateOrder, DecimalMark } from '#events/file-reading';
import type { OrderFieldName, OrderMapping } from '../mapping/order-fields.ts';
import type { OrderPreset } from '../mapping/preset.ts';

export type KnownShop = { readonly id: string; readonly currency: string; readonly zone: string };

/** Everything that decides what a row means, fixed when the import starts. */
export type ReadingRules = {
  readonly columns: readonly string[];
  readonly mapping: OrderMapping;
  readonly preset: OrderPreset;
  readonly dateOrder: DateOrder;
  readonly decimalMark: DecimalMark;
  readonly zone: string | null;
  readonly currency: string | null;
  /** Where rows go that name no shop. */
  readonly shop: KnownShop;
  /** By lower-case name, external id and id. */
  readonly shops: ReadonlyMap<string, KnownShop>;
  readonly accounts: ReadonlyMap<string, string>;
};

/** What stands in a row for a field; empty where the file has no such column. */
export type Text = (field: OrderFieldName) => string;
export type Has = (field: OrderFieldName) => boolean;
