/** The search of a page that is opened afresh: what stood in the address before is left behind. */
// The router types the search by the pages' whole address, of which every part may be missing.
export const noSearch = {} as never;
