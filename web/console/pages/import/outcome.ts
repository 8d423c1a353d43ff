import type { ImportView } from '#shop/contract';

/** Whether a finished import of orders brought something new: a file that is sent again changes nothing. Pure. */
export function outcomeOf(
  item: Pick<ImportView, 'kind' | 'state' | 'summary'>,
): 'nothing_new' | 'changed' | 'all_new' | 'unknown' {
  const { orders = 0, refunds = 0, ordersChanged, refundsChanged } = item.summary;
  if (item.kind !== 'orders' || item.state !== 'done') return 'unknown';
  if (ordersChanged === undefined || refundsChanged === undefined || orders + refunds === 0) return 'unknown';
  if (ordersChanged + refundsChanged === 0) return 'nothing_new';
  return ordersChanged >= orders && refundsChanged >= refunds ? 'all_new' : 'changed';
}
