/** The pieces that every route of this context is declared from. */
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
} from '#platform/http';
