export {
  type ChildExit,
  type RecordsOptions,
  type RecordsProcess,
  startRecordsProcess,
} from './start-records-process.ts';
