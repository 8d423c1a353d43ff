/**
 * Seeded randomness: the same name gives the same numbers on every machine, and two names give unrelated ones,
 * so a day can be made without making the days before it.
 */
export type Random = () => number;

/** sfc32 (Chris Doty-Humphrey's small fast counter), seeded by hashing a name; uniform in [0, 1). */
export function randomOf(name: string): Random {
  let [a, b, c, d] = hash128(name);
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let round = 0; round < 15; round++) next();
  return next;
}

/** cyrb128: four well-mixed 32-bit words from a text. */
function hash128(text: string): [number, number, number, number] {
  let [h1, h2, h3, h4] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    h1 = h2 ^ Math.imul(h1 ^ code, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ code, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ code, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ code, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [h1, h2, h3, h4];
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

/** A whole number from low to high, both included. */
export function wholeBetween(random: Random, low: number, high: number): number {
  return low + Math.floor(random() * (high - low + 1));
}

/** How many of something with this mean: its whole part, and one more as often as its fraction says. */
export function roundedBy(random: Random, mean: number): number {
  return Math.floor(mean + random());
}

/** Normal by Box-Muller. */
export function normal(random: Random, mean: number, deviation: number): number {
  return mean + deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Draws items as often as their weights say, in logarithmic time. */
export function drawer<Item>(
  items: readonly Item[],
  weightOf: (item: Item, index: number) => number,
): (random: Random) => Item {
  const ends = new Float64Array(items.length);
  let sum = 0;
  items.forEach((item, index) => {
    sum += Math.max(0, weightOf(item, index));
    ends[index] = sum;
  });
  if (!(sum > 0)) throw new Error('Nothing to draw: all weights are zero.');
  return (random) => {
    const place = random() * sum;
    let low = 0;
    let high = ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) > place) high = middle;
      else low = middle + 1;
    }
    return items[low] as Item;
  };
}
