/** Door to HTTP helpers: routers that validate, problem documents, cursors. */
export { decodeCursor, encodeCursor } from './cursor.ts';
export { type Problem, problem, problemTable, RefusalError } from './problem.ts';
export {
  type MeadowEnv,
  newRouter,
  problemResponses,
  problemSchema,
  type RequestVariables,
} from './router.ts';
