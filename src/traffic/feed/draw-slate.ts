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
  const field = fieldOf(scored);
  const drawn: Drawn[] = [];
  while (drawn.length < count && drawn.length < scored.length) {
    const around = [...before, ...drawn].slice(-memory);
    const chances = chancesIn(field, around);
    const at = pick(chances, random());
    const chosen = scored[at];
    if (!chosen) break;
    field.isGone[at] = 1;
    drawn.push({ ...chosen, propensity: chances[at] as number });
  }
  return drawn;
}

/** The probability of each candidate for the next place; they sum to 1. */
export function chancesOf(left: readonly Scored[], around: readonly Pick<Scored, 'video'>[]): Float64Array {
  return chancesIn(fieldOf(left), around);
}

/**
 * Candidates as a draw compares them. Accounts and products are compared by number and worths sharpened once for all
 * places: comparing texts and raising hundreds of numbers to a power for each place was a third of a page's time.
 */
type Field = {
  readonly worths: Float64Array;
  readonly accounts: Uint32Array;
  /** All their products in a row: those of candidate `i` lie at `[ends[i - 1], ends[i])`. */
  readonly products: Uint32Array;
  readonly ends: Uint32Array;
  readonly isOnTrial: Uint8Array;
  /** 1 where it was drawn. */
  readonly isGone: Uint8Array;
};

function fieldOf(scored: readonly Scored[]): Field {
  const field = {
    worths: new Float64Array(scored.length),
    accounts: new Uint32Array(scored.length),
    products: new Uint32Array(scored.reduce((sum, { video }) => sum + video.productNumbers.length, 0)),
    ends: new Uint32Array(scored.length),
    isOnTrial: new Uint8Array(scored.length),
    isGone: new Uint8Array(scored.length),
  };
  let end = 0;
  for (let at = 0; at < scored.length; at++) {
    const { video, score, isOnTrial } = scored[at] as Scored;
    field.worths[at] = sharp(score);
    field.accounts[at] = video.accountNumber;
    for (const product of video.productNumbers) field.products[end++] = product;
    field.ends[at] = end;
    field.isOnTrial[at] = isOnTrial ? 1 : 0;
  }
  return field;
}

const sharp = (worth: number) => worth ** (1 / temperature);
const sharpAccount = sharp(repeatedAccount);
const sharpProduct = sharp(repeatedProduct);

/** The probability of each candidate that is left; 0 for those that are gone. */
function chancesIn(field: Field, around: readonly Pick<Scored, 'video'>[]): Float64Array {
  const { worths, isOnTrial, isGone } = field;
  const accounts = around.map(({ video }) => video.accountNumber);
  const products = around.flatMap(({ video }) => video.productNumbers);
  const weights = new Float64Array(worths.length);
  let largest = 0;
  let onTrial = 0;
  for (let at = 0; at < weights.length; at++) {
    if (isGone[at] === 1) continue;
    const account = isAmong(accounts, field.accounts[at] as number) ? sharpAccount : 1;
    const product = shares(field, at, products) ? sharpProduct : 1;
    const weight = (worths[at] as number) * account * product;
    weights[at] = weight;
    if (weight > largest) largest = weight;
    onTrial += isOnTrial[at] as number;
  }
  // Scores may be so far apart that the small ones vanish; the largest never does.
  let total = 0;
  for (let at = 0; at < weights.length; at++) {
    weights[at] = (weights[at] as number) / largest;
    total += weights[at] as number;
  }
  const trial = onTrial === 0 ? 0 : trialShare;
  for (let at = 0; at < weights.length; at++) {
    if (isGone[at] === 1) continue;
    const lucky = isOnTrial[at] === 1 ? trial / onTrial : 0;
    weights[at] = lucky + ((1 - trial) * (weights[at] as number)) / total;
  }
  return weights;
}

/** Of a handful of numbers, a plain loop finds one in a fraction of what `includes` takes. */
function isAmong(few: readonly number[], one: number): boolean {
  for (let at = 0; at < few.length; at++) if (few[at] === one) return true;
  return false;
}

/** Whether a candidate shows one of these products. */
function shares({ products, ends }: Field, at: number, few: readonly number[]): boolean {
  if (few.length === 0) return false;
  const end = ends[at] as number;
  for (let place = at === 0 ? 0 : (ends[at - 1] as number); place < end; place++)
    if (isAmong(few, products[place] as number)) return true;
  return false;
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
