import type { Random } from '#science/random';
import type { Scored } from './score.ts';

export type Drawn = Scored & {
  /** The probability with which this policy showed it at this place, given the places before. */
  readonly propensity: number;
};

/** A place goes to a video on trial with this probability, so that new ones are seen at all. */
const trialShare = 0.12;
/** Lower is greedier: at 0.25 a video worth twice as much is shown sixteen times as often. */
const temperature = 0.25;
/** Shown again so soon, an account or a product is worth this much less. */
const repeatedAccount = 0.2;
const repeatedProduct = 0.3;
const memory = 4;

/**
 * Draws places one after the other (Plackett-Luce), each with its exact probability, so that another policy can
 * later be judged on what this one showed. Neighbours of the same account or product are made unlikely; no video
 * comes twice. `before` are the last videos that were shown already.
 */
export function drawSlate(
  scored: readonly Scored[],
  count: number,
  before: readonly Pick<Scored, 'video'>[],
  random: Random,
): Drawn[] {
  const left = [...scored];
  const worths = left.map(sharpened);
  const drawn: Drawn[] = [];
  while (drawn.length < count && left.length > 0) {
    const around = [...before, ...drawn].slice(-memory);
    const chances = chancesBy(worths, left, around);
    const at = pick(chances, random());
    const [chosen] = left.splice(at, 1);
    worths.splice(at, 1);
    if (!chosen) break;
    drawn.push({ ...chosen, propensity: chances[at] as number });
  }
  return drawn;
}

/** The probability of each candidate for the next place; they sum to 1. */
export function chancesOf(left: readonly Scored[], around: readonly Pick<Scored, 'video'>[]): Float64Array {
  return chancesBy(left.map(sharpened), left, around);
}

const sharp = (worth: number) => worth ** (1 / temperature);
const sharpened = ({ score }: Scored) => sharp(score);
const sharpAccount = sharp(repeatedAccount);
const sharpProduct = sharp(repeatedProduct);

/** Worths are sharpened once for all places, since powers of hundreds of numbers were a third of a page's time. */
function chancesBy(
  worths: readonly number[],
  left: readonly Scored[],
  around: readonly Pick<Scored, 'video'>[],
): Float64Array {
  const accounts = around.map(({ video }) => video.accountId);
  const products = around.flatMap(({ video }) => video.productIds);
  const weights = new Float64Array(left.length);
  let largest = 0;
  let onTrial = 0;
  for (const [at, { video, isOnTrial }] of left.entries()) {
    const account = accounts.includes(video.accountId) ? sharpAccount : 1;
    const product = video.productIds.some((id) => products.includes(id)) ? sharpProduct : 1;
    const weight = (worths[at] as number) * account * product;
    weights[at] = weight;
    if (weight > largest) largest = weight;
    if (isOnTrial) onTrial++;
  }
  // Scores may be so far apart that the small ones vanish; the largest never does.
  let total = 0;
  for (let at = 0; at < weights.length; at++) {
    weights[at] = (weights[at] as number) / largest;
    total += weights[at] as number;
  }
  const trial = onTrial === 0 ? 0 : trialShare;
  for (let at = 0; at < weights.length; at++) {
    const lucky = left[at]?.isOnTrial ? trial / onTrial : 0;
    weights[at] = lucky + ((1 - trial) * (weights[at] as number)) / total;
  }
  return weights;
}

function pick(chances: Float64Array, luck: number): number {
  let rest = luck;
  for (let at = 0; at < chances.length; at++) {
    rest -= chances[at] as number;
    if (rest < 0) return at;
  }
  // Rounding may leave a hair: it belongs to the last one that has a chance.
  return chances.findLastIndex((chance) => chance > 0);
}
