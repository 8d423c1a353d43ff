/**
 * Logistic regression with a ridge: the weights that make Σ log(1 + e^(−y·z)) + ridge/2 · Σ w² smallest, the intercept
 * not punished. Found by Newton's method, which here is iteratively reweighted least squares (Hastie, Tibshirani and
 * Friedman, "The Elements of Statistical Learning", 2nd ed., 4.4.1 and 3.4.1). The ridge makes the answer one and
 * finite also where features repeat each other or part the labels entirely.
 */
export type LogisticData = {
  /** Row by row, each with as many values as there are features; best of mean 0 and deviation 1. */
  readonly rows: Float64Array;
  readonly features: number;
  readonly labels: Uint8Array;
};
export type LogisticModel = { readonly intercept: number; readonly weights: Float64Array };

const stepsMax = 50;
const nearEnough = 1e-9;

/**
 * Fits step by step, so that who has other work may do it in between: each step takes some 10 ms for ten million
 * products (rows × features²).
 */
export function* fittingLogistic(data: LogisticData, ridge: number): Generator<void, LogisticModel> {
  const size = data.features + 1;
  // The intercept stands last.
  let weights = new Float64Array(size);
  let loss = lossOf(data, weights, ridge);
  for (let step = 0; step < stepsMax; step++) {
    const { gradient, curvature } = slopes(data, weights, ridge);
    const direction = solve(curvature, gradient);
    let [length, next] = [1, weights];
    let found = Number.POSITIVE_INFINITY;
    // A whole step may lead past the valley; half of it, or a quarter, does not.
    for (; length > 1e-6; length /= 2) {
      next = weights.map((weight, place) => weight - length * (direction[place] ?? 0));
      found = lossOf(data, next, ridge);
      if (found <= loss) break;
    }
    const gain = loss - found;
    if (!(gain >= 0)) break;
    [weights, loss] = [next, found];
    yield;
    if (gain <= nearEnough * (1 + loss)) break;
  }
  return { intercept: weights[data.features] ?? 0, weights: weights.slice(0, data.features) };
}

export function fitLogistic(data: LogisticData, ridge: number): LogisticModel {
  const fitting = fittingLogistic(data, ridge);
  for (let step = fitting.next(); ; step = fitting.next()) if (step.done) return step.value;
}

/** The logarithm of the odds of one row. */
export function logitOf({ intercept, weights }: LogisticModel, row: Float64Array): number {
  return weights.reduce((sum, weight, place) => sum + weight * (row[place] ?? 0), intercept);
}

function lossOf({ rows, features, labels }: LogisticData, weights: Float64Array, ridge: number): number {
  let loss = 0;
  for (let place = 0; place < features; place++) loss += (ridge / 2) * (weights[place] ?? 0) ** 2;
  for (let at = 0; at < labels.length; at++) {
    const margin = zOf(rows, features, at, weights) * (labels[at] === 1 ? 1 : -1);
    // log(1 + e^−m) without overflow.
    loss += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
  }
  return loss;
}

function zOf(rows: Float64Array, features: number, at: number, weights: Float64Array): number {
  let z = weights[features] as number;
  const start = at * features;
  for (let place = 0; place < features; place++)
    z += (weights[place] as number) * (rows[start + place] as number);
  return z;
}

/** Gradient and matrix of second derivatives (its lower half) at these weights. */
function slopes({ rows, features, labels }: LogisticData, weights: Float64Array, ridge: number) {
  const size = features + 1;
  const gradient = new Float64Array(size);
  const curvature = Array.from({ length: size }, () => new Float64Array(size));
  const row = new Float64Array(size);
  row[features] = 1;
  for (let at = 0; at < labels.length; at++) {
    row.set(rows.subarray(at * features, (at + 1) * features));
    const p = 1 / (1 + Math.exp(-zOf(rows, features, at, weights)));
    const [error, weight] = [p - (labels[at] as number), p * (1 - p)];
    for (let one = 0; one < size; one++) {
      const value = row[one] as number;
      if (value === 0) continue;
      gradient[one] = (gradient[one] as number) + error * value;
      const line = curvature[one] as Float64Array;
      const scaled = weight * value;
      for (let other = 0; other <= one; other++)
        line[other] = (line[other] as number) + scaled * (row[other] as number);
    }
  }
  for (let place = 0; place < features; place++) {
    gradient[place] = (gradient[place] as number) + ridge * (weights[place] as number);
    const line = curvature[place] as Float64Array;
    line[place] = (line[place] as number) + ridge;
  }
  // Where every p is 0 or 1 nothing bends along the intercept.
  const last = curvature[features] as Float64Array;
  last[features] = (last[features] as number) + 1e-9;
  return { gradient, curvature };
}

/** x of A·x = b by Cholesky's decomposition; of A, which is positive definite, the lower half is read. */
function solve(matrix: readonly Float64Array[], vector: Float64Array): Float64Array {
  const size = vector.length;
  const lower = Array.from({ length: size }, () => new Float64Array(size));
  for (let row = 0; row < size; row++) {
    const line = lower[row] as Float64Array;
    for (let column = 0; column <= row; column++) {
      const other = lower[column] as Float64Array;
      let sum = (matrix[row] as Float64Array)[column] as number;
      for (let k = 0; k < column; k++) sum -= (line[k] as number) * (other[k] as number);
      line[column] = row === column ? Math.sqrt(Math.max(sum, 1e-12)) : sum / (other[column] as number);
    }
  }
  const x = Float64Array.from(vector);
  for (let row = 0; row < size; row++) {
    const line = lower[row] as Float64Array;
    for (let k = 0; k < row; k++) x[row] = (x[row] as number) - (line[k] as number) * (x[k] as number);
    x[row] = (x[row] as number) / (line[row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++)
      x[row] = (x[row] as number) - ((lower[k] as Float64Array)[row] as number) * (x[k] as number);
    x[row] = (x[row] as number) / ((lower[row] as Float64Array)[row] as number);
  }
  return x;
}
