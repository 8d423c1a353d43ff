export {
  type ChildExit,
  type ColumnarOptions,
  type ColumnarProcess,
  startColumnarProcess,
} from './start-columnar-process.ts';
