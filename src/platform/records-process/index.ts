export { findPostgres, type PostgresBinaries } from './postgres-package.ts';
export {
  type ChildExit,
  type RecordsOptions,
  type RecordsProcess,
  startRecordsProcess,
} from './start-records-process.ts';
