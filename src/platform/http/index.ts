/** Door to HTTP helpers: routers that validate, problem documents, cursors, limits. */
export { clientAddress } from './client-address.ts';
export { decodeCursor, encodeCursor } from './cursor.ts';
export { type Problem, problem, problemTable, RefusalError } from './problem.ts';
export { type RateDecision, type RateLimit, RateLimiter } from './rate-limit.ts';
export {
  answers,
  created,
  cursorFrom,
  granted,
  idFrom,
  idParam,
  isInstantMs,
  isUuid,
  jsonBody,
  page,
  pageById,
  pageQuery,
  showPage,
} from './route-parts.ts';
export {
  gatherRoutes,
  type MeadowEnv,
  newRouter,
  problemResponses,
  problemSchema,
  type RequestVariables,
} from './router.ts';
