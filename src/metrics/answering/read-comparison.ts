import { type Refusal, refuse } from '#kernel/result';
import type { Span } from '#kernel/time';
import { bucketsOf } from '../asking/buckets.ts';
import { asMuchAsHasPassed, comparedSpan } from '../asking/compared-span.ts';
import { type Question, rowsMax } from '../asking/resolve-query.ts';
import { compile } from '../compiling/compile.ts';
import { type PeerAnswer, peerAnswer } from '../peers/compare-with-peers.ts';
import type { Target } from '../targets/target.ts';
import { readTargets } from '../targets/target-store.ts';
import type { Asked } from './asked.ts';
import { type FactRow, readFacts } from './facts-store.ts';

/** What an answer is compared with, read before its rows are known. */
export type Comparison =
  | { readonly with: 'nothing' }
  | { readonly with: 'targets'; readonly targets: readonly Target[] }
  | { readonly with: 'peers'; readonly peers: PeerAnswer }
  | {
      readonly with: 'earlier';
      readonly question: Question;
      readonly facts: readonly FactRow[];
      /** Less than the whole of the other period, because this one is still running. */
      readonly shortened: boolean;
    }
  | { readonly with: 'no_such_time'; readonly refusal: Refusal<'unprocessable'> };

/** A group of the answer must be found among those of the earlier period, however many there are. */
const earlierRowsMax = 500_000;

export async function readComparison(asked: Asked): Promise<Comparison> {
  const { query, question, parts, organizationId, structure, nowMs, signal } = asked;
  const kind = query.compare;
  if (!kind) return { with: 'nothing' };
  if (kind === 'target') {
    return {
      with: 'targets',
      targets: await readTargets(parts.records, organizationId, question.metrics),
    };
  }
  if (kind === 'peers') {
    const { currency, simulated } = structure.organization;
    const own = { organizationId, currency: query.currency ?? currency, simulated };
    return { with: 'peers', peers: await peerAnswer(parts, question, own, nowMs, signal) };
  }
  const whole = comparedSpan(kind, query.range, question.span, question.zone);
  // A curve keeps the whole of what it is laid over; one number must be fair by itself.
  const fair = question.grain === 'all' ? asMuchAsHasPassed(question.span, whole, nowMs) : whole;
  return readEarlier(asked, fair, fair !== whole);
}

/** The same question about another span. */
async function readEarlier(asked: Asked, span: Span, shortened: boolean): Promise<Comparison> {
  const { question, parts, organizationId, nowMs, conversion, signal } = asked;
  const buckets = span.fromMs < 0 ? null : bucketsOf(span, question.grain, question.zone, rowsMax);
  if (!buckets) {
    const refusal = refuse(
      'unprocessable',
      'There is no such time before this range to compare with.',
      'compare',
    );
    return { with: 'no_such_time', refusal: refusal.refusal };
  }
  const earlier: Question = { ...question, span, buckets, order: undefined, limit: undefined, offset: 0 };
  const compiled = compile(earlier, parts.registry, { nowMs, conversion, rowsMax: earlierRowsMax });
  const { rows } = await readFacts(
    parts.columnar,
    { kind: 'organization', organizationId },
    compiled,
    signal,
  );
  return { with: 'earlier', question: earlier, facts: rows, shortened };
}
