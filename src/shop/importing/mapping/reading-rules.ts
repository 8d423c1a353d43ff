import type { DateOrder, DecimalMark } from '#events/file-reading';
import { showId } from '#kernel/ids';
import { type Directory, namesOf } from '../rows/directory.ts';
import type { ReadingRules } from '../rows/row-rules.ts';
import type { OrderMapping } from './order-fields.ts';
import { presetById } from './presets/index.ts';

/** What was settled when the import started; kept with it, so that going on reads the same way. */
export type SettledOptions = {
  readonly shopId: string;
  readonly currency: string | null;
  readonly zone: string | null;
  readonly dateOrder: DateOrder;
  readonly decimalMark: DecimalMark;
  readonly preset: string;
};

/** Null when the shop is gone. */
export function readingRules(
  columns: readonly string[],
  mapping: OrderMapping,
  options: SettledOptions,
  directory: Directory,
): ReadingRules | null {
  const shop = directory.shops.find((one) => one.id === options.shopId);
  if (!shop) return null;
  const accounts = namesOf(directory.accounts, (id) => showId('account', id));
  return {
    columns,
    mapping,
    preset: presetById(options.preset),
    dateOrder: options.dateOrder,
    decimalMark: options.decimalMark,
    zone: options.zone,
    currency: options.currency,
    shop,
    shops: namesOf(directory.shops, (id) => showId('shop', id)),
    accounts: new Map([...accounts].map(([name, account]) => [name, account.id])),
  };
}
