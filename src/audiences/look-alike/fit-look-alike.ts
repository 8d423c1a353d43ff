import { setImmediate } from 'node:timers/promises';
import { type Auc, aucOf } from '#science/auc';
import {
  fittingLogistic,
  type LogisticData,
  type LogisticModel,
  logitOf,
} from '#science/logistic-regression';
import { compared, type Feature } from './features.ts';
import type { Verdict } from './look-alike-contract.ts';

/** One who was compared: by what they do, and whether they are of the audience. */
export type Example = { readonly measures: Float64Array; readonly isSeed: boolean };

/** A feature with what it says. */
export type Weighed = {
  readonly feature: Feature;
  /** For one standard deviation. */
  readonly weight: number;
  readonly mean: number;
  /** 0 where everybody outside is alike, and the weight with it. */
  readonly deviation: number;
  readonly seedMean: number;
  readonly othersMean: number;
  /** What it adds between the two sides' means, in the logarithm of the odds: how much it tells them apart. */
  readonly apart: number;
};
export type Fitted = { readonly weighed: readonly Weighed[] } & Auc;

/**
 * How much is held against weights: as if it were known beforehand that most are within half a logit for one standard
 * deviation. With thousands of examples it hardly matters, with a hundred it keeps chance from looking like a reason.
 */
const ridge = 4;
export const folds = 5;

/**
 * What tells the people of an audience from others, and how well. The second is measured by leaving out each fifth of
 * the people in turn and scoring it by what the others taught. Deterministic: the same examples give the same weights.
 * Null where one of the sides is too small to be parted into fifths.
 */
export async function fitLookAlike(
  features: readonly Feature[],
  examples: readonly Example[],
): Promise<Fitted | null> {
  const seeds = examples.filter(({ isSeed }) => isSeed).length;
  if (Math.min(seeds, examples.length - seeds) < folds * 2) return null;
  const rows = examples.map(({ measures }) => compared(features, measures));
  const others = rows.filter((_, at) => !examples[at]?.isSeed);
  const scales = features.map((_, place) => ({
    ...scaleOf(rows, place),
    // What nobody outside has, such as the very deed that the audience is made of, cannot choose between them, and
    // would hide all else by which they differ.
    ...(scaleOf(others, place).deviation === 0 ? { deviation: 0 } : {}),
  }));
  const standard = rows.map((row) =>
    row.map((value, place) => {
      const { mean, deviation } = scales[place] as Scale;
      return deviation === 0 ? 0 : (value - mean) / deviation;
    }),
  );
  const labels = examples.map(({ isSeed }) => (isSeed ? 1 : 0));
  const foldOf = foldsOf(labels);
  const scores = new Float64Array(rows.length);
  for (let fold = 0; fold < folds; fold++) {
    const model = await learn(dataOf(standard, labels, features.length, (at) => foldOf[at] !== fold));
    for (let at = 0; at < rows.length; at++)
      if (foldOf[at] === fold) scores[at] = logitOf(model, standard[at] as Float64Array);
  }
  const auc = aucOf(scores, labels);
  if (!auc) return null;
  const { weights } = await learn(dataOf(standard, labels, features.length, () => true));
  const meansOf = (from: readonly Float64Array[], isSeed: boolean) => {
    const own = from.filter((_, at) => labels[at] === (isSeed ? 1 : 0));
    return features.map((_, place) => own.reduce((sum, row) => sum + (row[place] ?? 0), 0) / own.length);
  };
  const measures = examples.map((one) => one.measures);
  const [seedMeans, othersMeans] = [meansOf(measures, true), meansOf(measures, false)];
  const [seedPlaces, othersPlaces] = [meansOf(standard, true), meansOf(standard, false)];
  return {
    ...auc,
    weighed: features.map((feature, place) => ({
      feature,
      weight: weights[place] ?? 0,
      ...(scales[place] as Scale),
      seedMean: seedMeans[place] ?? 0,
      othersMean: othersMeans[place] ?? 0,
      apart: (weights[place] ?? 0) * ((seedPlaces[place] ?? 0) - (othersPlaces[place] ?? 0)),
    })),
  };
}

/** What a share or count adds to a score, for one unit of it as it is compared. */
export const unitWeight = ({ weight, deviation }: Weighed): number =>
  deviation === 0 ? 0 : weight / deviation;

/** What speaks for and against one person, the weightiest first: how far each feature lifts them above the mean. */
export function contributions(
  weighed: readonly Weighed[],
  measures: Float64Array,
): { readonly weighed: Weighed; readonly measure: number; readonly by: number }[] {
  const own = compared(
    weighed.map(({ feature }) => feature),
    measures,
  );
  return weighed
    .map((one, place) => ({
      weighed: one,
      measure: measures[place] ?? 0,
      by: unitWeight(one) * ((own[place] ?? 0) - one.mean),
    }))
    .filter(({ by }) => by !== 0)
    .sort((one, other) => Math.abs(other.by) - Math.abs(one.by));
}

/**
 * What a model is worth, in words. `chance`: even at the upper end of what was measured, or for all that is known, it
 * may tell no more than a coin. `same_facts`: nearly faultless, which is to say that the audience was made of just
 * these facts, and that who is outside it lacks them.
 */
export function verdictOf({ auc, error }: Auc): Verdict {
  if (auc - 2 * error < 0.52) return 'chance';
  if (auc < 0.65) return 'weak';
  return auc > 0.97 ? 'same_facts' : 'good';
}

type Scale = { readonly mean: number; readonly deviation: number };

function scaleOf(rows: readonly Float64Array[], place: number): Scale {
  let [sum, squares] = [0, 0];
  for (const row of rows) sum += row[place] ?? 0;
  const mean = sum / rows.length;
  for (const row of rows) squares += ((row[place] ?? 0) - mean) ** 2;
  const deviation = Math.sqrt(squares / rows.length);
  return { mean, deviation: deviation < 1e-9 ? 0 : deviation };
}

/** Every fifth of each side into a fold, in the order in which they come. */
function foldsOf(labels: readonly number[]): number[] {
  const next = [0, 0];
  return labels.map((label) => {
    const place = next[label] ?? 0;
    next[label] = place + 1;
    return place % folds;
  });
}

function dataOf(
  rows: readonly Float64Array[],
  labels: readonly number[],
  features: number,
  isIn: (at: number) => boolean,
): LogisticData {
  const places = rows.map((_, at) => at).filter(isIn);
  const data = new Float64Array(places.length * features);
  places.forEach((at, place) => {
    data.set(rows[at] as Float64Array, place * features);
  });
  return { rows: data, features, labels: Uint8Array.from(places, (at) => labels[at] ?? 0) };
}

/** Others are served between two steps. */
async function learn(data: LogisticData): Promise<LogisticModel> {
  const fitting = fittingLogistic(data, ridge);
  for (;;) {
    const step = fitting.next();
    if (step.done) return step.value;
    await setImmediate();
  }
}
