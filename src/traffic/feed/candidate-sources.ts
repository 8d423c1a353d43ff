/** Why a video is considered, the most personal reason first; browser-safe. */
export const candidateSources = ['followed', 'item_to_item', 'interest', 'popular', 'fresh'] as const;
export type CandidateSource = (typeof candidateSources)[number];
