/** Door to takeouts: what is kept of a person as one document, made of parts that the contexts give. */
export { columnarPages, type PersonRow, type PersonRows } from './columnar-pages-store.ts';
export { instant, publicId, said } from './entry.ts';
export { recordPages, type ShopperRows } from './record-pages-store.ts';
export {
  onePage,
  pagesByKey,
  shownPages,
  type TakeoutOf,
  type TakeoutPart,
  type TakeoutSources,
} from './takeout.ts';
export { beginTakeout } from './write-takeout.ts';
