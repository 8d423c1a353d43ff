/** Door to the columnar store: events, order facts, metrics and audiences. */
export {
  type Answer,
  type Columnar,
  type ColumnarOptions,
  openColumnar,
  type Query,
  type Scope,
} from './columnar.ts';
export { migrateColumnar } from './migrate.ts';
export { ColumnarUnavailable } from './presence.ts';
export { instanceTables, scopedTables, type TableName } from './scoped-tables.ts';
export { type SealOptions, sealPartitions } from './seal-partitions.ts';
