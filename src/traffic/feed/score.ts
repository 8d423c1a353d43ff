import type { ItemKnowledge } from '../learning/item-knowledge.ts';
import { signalsValue } from '../learning/popularity.ts';
import type { Candidate } from './candidate.ts';
import type { Asking } from './find-candidates.ts';

export type Scored = Candidate & { readonly score: number; readonly isOnTrial: boolean };

/** How far a taste moves what an impression is worth. */
const pull = { account: 0.8, nearness: 1.2, followed: 0.8 } as const;
/** An average video is a week old before it is worth half of a new one. */
const agedMs = 7 * 86_400_000;
/** In this time worth falls to its e-th part. */
const fadingMs = (2 * agedMs) / Math.LN2;
/** Impressions that every new video is given, to show what it can do 冷启动. */
export const trialImpressions = 100;

/**
 * Expected worth of showing each candidate to this shopper: the worth of an average impression, moved by taste.
 * Always above 0, because drawing needs it.
 */
export function scoreCandidates(
  candidates: readonly Candidate[],
  asking: Pick<Asking, 'taste' | 'followed'>,
  knowledge: Pick<ItemKnowledge, 'standings' | 'usual'>,
  nowMs: number,
): Scored[] {
  const { standings } = knowledge;
  const usualValue = signalsValue(undefined, nowMs, knowledge.usual);
  return candidates.map((candidate) => {
    const { video, why, nearness } = candidate;
    const liking =
      bounded(asking.taste.categories.get(video.category ?? '') ?? 0) +
      pull.account * (asking.taste.accounts.get(video.accountNumber) ?? 0) +
      pull.nearness * nearness +
      (asking.followed.has(video.accountId) ? pull.followed : 0);
    const ageMs = Math.max(0, nowMs - video.publishedAtMs);
    const value = standings.valueOf(video);
    const score = positive(Number.isNaN(value) ? usualValue : value) * Math.exp(liking - ageMs / fadingMs);
    return {
      video,
      why,
      nearness,
      score,
      isOnTrial: standings.shownOf(video) < trialImpressions && ageMs < agedMs,
    };
  });
}

/** Below this a value is so small that only its order counts. */
const small = 0.1;

/** Above 0 and in the same order: a market in which all is disliked a little still has its best and its worst. */
const positive = (value: number) => small * Math.log1p(Math.exp(value / small));

/** A few videos of a kind tell a lot, but nobody is shown one kind only: at most 3.7 times as much, or as little. */
const categoryMost = 1.3;
const bounded = (liking: number) => categoryMost * Math.tanh(3 * liking);
