export type Minimum = {
  readonly at: readonly number[];
  readonly value: number;
  /** False where the steps ran out before the simplex had shrunk to a point. */
  readonly isSettled: boolean;
};

type Corner = { readonly at: readonly number[]; readonly value: number };

const stepsMax = 5_000;
const restartsMax = 8;

/**
 * Least value of a smooth function of a few variables by the simplex of Nelder and Mead (1965), begun anew from
 * where it ended until that brings nothing: a simplex that has gone flat believes too early that it has arrived.
 */
export function minimise(worth: (at: readonly number[]) => number, from: readonly number[]): Minimum {
  let best = descend(worth, from, 0.5);
  for (let restart = 0; restart < restartsMax; restart++) {
    const again = descend(worth, best.at, 0.1);
    const isBetter = again.value < best.value - 1e-9 * Math.max(1, Math.abs(best.value));
    if (again.value <= best.value) best = again;
    if (!isBetter) break;
  }
  return best;
}

function descend(worth: (at: readonly number[]) => number, from: readonly number[], edge: number): Minimum {
  const corner = (at: readonly number[]): Corner => {
    const value = worth(at);
    return { at, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  let corners = [from, ...from.map((_, axis) => from.map((x, place) => (place === axis ? x + edge : x)))].map(
    corner,
  );
  for (let step = 0; step < stepsMax; step++) {
    corners.sort((one, other) => one.value - other.value);
    const best = corners[0] as Corner;
    const worst = corners.at(-1) as Corner;
    const second = corners.at(-2) as Corner;
    if (isPoint(corners)) return { ...best, isSettled: true };
    const others = corners.slice(0, -1);
    const centre = from.map(
      (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] as number), 0) / others.length,
    );
    const along = (share: number) =>
      corner(centre.map((middle, axis) => middle + share * (middle - (worst.at[axis] as number))));
    const next = stepOf(along, best, second, worst);
    corners = next
      ? [...others, next]
      : corners.map(({ at }, place) =>
          place === 0 ? best : corner(at.map((x, axis) => (x + (best.at[axis] as number)) / 2)),
        );
  }
  corners.sort((one, other) => one.value - other.value);
  return { ...(corners[0] as Corner), isSettled: false };
}

/** What takes the worst corner's place, or null where the whole simplex has to shrink. */
function stepOf(
  along: (share: number) => Corner,
  best: Corner,
  second: Corner,
  worst: Corner,
): Corner | null {
  const reflected = along(1);
  if (reflected.value < best.value) {
    const expanded = along(2);
    return expanded.value < reflected.value ? expanded : reflected;
  }
  if (reflected.value < second.value) return reflected;
  const contracted = along(reflected.value < worst.value ? 0.5 : -0.5);
  return contracted.value < Math.min(reflected.value, worst.value) ? contracted : null;
}

function isPoint(corners: readonly Corner[]): boolean {
  const best = corners[0] as Corner;
  const worst = corners.at(-1) as Corner;
  const isLevel = worst.value - best.value <= 1e-12 * Math.max(1, Math.abs(best.value));
  return (
    isLevel &&
    corners.every(({ at }) => at.every((x, axis) => Math.abs(x - (best.at[axis] as number)) < 1e-6))
  );
}
