/** Door to the system of record: PostgreSQL, embedded or served. */
export { type Listening, listenTo } from './listen.ts';
export { type Migration, migrateRecords, migrationFiles } from './migrate.ts';
export {
  type Database,
  isRefusedByRecords,
  openRecords,
  type Planned,
  type Records,
  type RecordsOptions,
  type Trx,
} from './records.ts';
export { ensureRoles, type RoleName, roleNames, rolePassword, roleUrl } from './roles.ts';
