import type { CandidateSource } from './candidate-sources.ts';
import type { FeedVideo } from './feed-video.ts';

export type Candidate = {
  readonly video: FeedVideo;
  /** The first source that named it, in the order of `candidateSources`: the most personal reason. */
  readonly why: CandidateSource;
  /** Strength of its item-to-item evidence from 0 to 1; 0 where there is none. */
  readonly nearness: number;
};
