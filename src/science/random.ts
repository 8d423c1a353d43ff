/** Randomness that comes in: numbers in [0, 1). The same seed gives the same numbers. */
export type Random = () => number;

/** Four 32-bit words of state (sfc32, from PractRand), seeded by hashing a text; passes the usual batteries. */
export function seededRandom(seed: string): Random {
  let [a, b, c, d] = seedWords(seed);
  const next = () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  };
  // The first numbers still look like the seed.
  for (let warming = 0; warming < 12; warming++) next();
  return next;
}

function seedWords(seed: string): [number, number, number, number] {
  const word = (start: number) => {
    let hash = start;
    for (let place = 0; place < seed.length; place++)
      hash = Math.imul(hash ^ seed.charCodeAt(place), 2_654_435_761);
    return (hash ^ (hash >>> 16)) | 0;
  };
  return [word(0x9e37_79b9), word(0x243f_6a88), word(0xb7e1_5162), 1];
}
