/** The pieces that every route of this context is declared from. */
export { answers, cursorFrom, granted, idFrom, idParam, isUuid, page, pageQuery } from '#platform/http';
