import { type IdKind, nilUuid, showId } from '#kernel/ids';
import type { DimensionId, MetricRowsAnswer } from '../contract.ts';
import type { RowColumn } from '../definitions/definition.ts';
import { dimensions } from '../definitions/dimensions.ts';

type Column = MetricRowsAnswer['columns'][number];

/** Dimensions shown beside each row, in this order. */
export const rowDimensions = [
  'shop',
  'account',
  'product',
  'sku',
  'category',
  'carrier',
  'source',
  'account_type',
  'plan',
  'content',
  'room',
  'creator',
  'currency',
] as const satisfies readonly DimensionId[];

const ids: Partial<Record<RowColumn, IdKind>> = {
  order: 'order',
  line: 'orderLine',
  refund: 'refund',
  event: 'event',
  charge: 'charge',
};

const own: readonly Column[] = [
  { id: 'time', names: { zh: '时间', en: 'Time' }, unit: 'time' },
  { id: 'kind', names: { zh: '明细', en: 'Kind' }, unit: 'text' },
  { id: 'order', names: { zh: '订单', en: 'Order' }, unit: 'id' },
  { id: 'line', names: { zh: '订单行', en: 'Order line' }, unit: 'id' },
  { id: 'refund', names: { zh: '退款', en: 'Refund' }, unit: 'id' },
  { id: 'event', names: { zh: '事件', en: 'Event' }, unit: 'id' },
  { id: 'charge', names: { zh: '广告扣费', en: 'Ad charge' }, unit: 'id' },
  { id: 'name', names: { zh: '行为', en: 'Action' }, unit: 'text' },
  { id: 'person', names: { zh: '人', en: 'Person' }, unit: 'text' },
  { id: 'quantity', names: { zh: '件数', en: 'Quantity' }, unit: 'count' },
];

/** The columns that at least one of the rows' sources has, and the value that each row adds. */
export function columnsOf(has: ReadonlySet<string>, money: boolean): Column[] {
  const shown = own.filter(({ id }) => id === 'time' || id === 'kind' || has.has(id));
  const split = rowDimensions
    .filter((dimension) => has.has(dimension))
    .map(
      (dimension): Column => ({
        id: dimension,
        names: dimensions[dimension].names,
        unit: dimensions[dimension].values.kind === 'id' ? 'id' : 'text',
      }),
    );
  const value: Column = {
    id: 'value',
    names: { zh: '计入数值', en: 'Adds' },
    unit: money ? 'money' : 'count',
  };
  return [...shown, ...split, value];
}

/** A cell as it is shown; null where the store holds "none". */
export function shownCell(column: string, value: string | number | null): string | number | null {
  if (value === null || value === '' || value === nilUuid) return null;
  const kind = ids[column as RowColumn];
  if (kind) return showId(kind, String(value));
  if (column === 'person') return value === '0' || value === 0 ? null : String(value);
  const dimension = dimensions[column as DimensionId];
  return dimension?.values.kind === 'id' ? showId(dimension.values.of, String(value)) : value;
}
