export { DateOrderEvidence, type DateOrderFinding } from './date-order.ts';
export {
  type Decimal,
  type DecimalMark,
  detectDecimalMark,
  parseDecimal,
  toUnits,
  toWhole,
} from './local-number.ts';
export { type DateOrder, parseTime, type TimeStyle } from './local-time.ts';
export { type FileRefusal, openFile } from './open-file.ts';
export { type RawLine, readLines } from './read-json-lines.ts';
export {
  BrokenFile,
  type FileShape,
  type ReadProgress,
  type SourceFile,
  type SourceRow,
} from './source-file.ts';
