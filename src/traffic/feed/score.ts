import type { ItemKnowledge } from '../learning/item-knowledge.ts';
import { signalsValue } from '../learning/popularity.ts';
import { countOf } from '../learning/signals.ts';
import type { Candidate } from './candidate.ts';
import type { Asking } from './find-candidates.ts';

export type Scored = Candidate & { readonly score: number; readonly isOnTrial: boolean };

/** How far a taste moves what an impression is worth: a loved category three times as much as an unknown one. */
const pull = { category: 1.2, account: 0.8, nearness: 1.2, followed: 0.8 } as const;
/** An average video is a week old before it is worth half of a new one. */
const agedMs = 7 * 86_400_000;
/** Impressions that every new video is given, to show what it can do 冷启动. */
export const trialImpressions = 300;

/**
 * Expected worth of showing each candidate to this shopper: the worth of an average impression, moved by taste.
 * Always above 0, because drawing needs it.
 */
export function scoreCandidates(
  candidates: readonly Candidate[],
  asking: Pick<Asking, 'taste' | 'followed'>,
  knowledge: Pick<ItemKnowledge, 'signalsOf'>,
  nowMs: number,
): Scored[] {
  return candidates.map((candidate) => {
    const { video, nearness } = candidate;
    const signals = knowledge.signalsOf(video.id);
    const liking =
      pull.category * (asking.taste.categories.get(video.category ?? '') ?? 0) +
      pull.account * (asking.taste.accounts.get(video.accountId) ?? 0) +
      pull.nearness * nearness +
      (asking.followed.has(video.accountId) ? pull.followed : 0);
    const ageMs = Math.max(0, nowMs - video.publishedAtMs);
    const worth =
      Math.max(0.01, signalsValue(signals, nowMs)) * Math.exp(liking) * 2 ** (-ageMs / agedMs / 2);
    const shown = signals ? countOf(signals, 'impression', nowMs) : 0;
    return { ...candidate, score: worth, isOnTrial: shown < trialImpressions && ageMs < agedMs };
  });
}
