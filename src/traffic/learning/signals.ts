/** What shoppers did with a video, as the feed counts it. */
export const signalKinds = [
  'impression',
  'play',
  'finish',
  /** Shares of the length that were watched, summed: a video that all watch half of counts a half each time. */
  'watch',
  'like',
  'favorite',
  'comment',
  'share',
  'follow',
  'product_click',
  'dislike',
] as const;
export type SignalKind = (typeof signalKinds)[number];
/** What may follow an impression. */
export type ActKind = Exclude<SignalKind, 'impression'>;

/** Counts that fade: an event three days old counts half, so that yesterday's hit makes room. */
export type Signals = {
  readonly counts: Float64Array;
  asOfMs: number;
};

export const halfLifeMs = 3 * 86_400_000;
const placeOf = Object.fromEntries(signalKinds.map((kind, place) => [kind, place])) as Record<
  SignalKind,
  number
>;

export const noSignals = (asOfMs: number): Signals => ({
  counts: new Float64Array(signalKinds.length),
  asOfMs,
});

/** Adds to a count; `atMs` may lie before what is known, and then counts as faded already. */
export function addSignal(signals: Signals, kind: SignalKind, amount: number, atMs: number): void {
  const place = placeOf[kind];
  if (atMs > signals.asOfMs) {
    const fading = faded(atMs - signals.asOfMs);
    for (let each = 0; each < signals.counts.length; each++)
      signals.counts[each] = (signals.counts[each] as number) * fading;
    signals.asOfMs = atMs;
  }
  signals.counts[place] = (signals.counts[place] as number) + amount * faded(signals.asOfMs - atMs);
}

const faded = (ageMs: number) => 2 ** (-ageMs / halfLifeMs);

export function countOf(signals: Signals, kind: SignalKind, nowMs: number): number {
  return (signals.counts[placeOf[kind]] as number) * faded(Math.max(0, nowMs - signals.asOfMs));
}

/** How often a kind follows an impression before anything is known of a market; from public short-video figures. */
const firstRates: Readonly<Record<ActKind, number>> = {
  play: 0.6,
  finish: 0.25,
  watch: 0.45,
  like: 0.03,
  favorite: 0.008,
  comment: 0.005,
  share: 0.004,
  follow: 0.004,
  product_click: 0.03,
  dislike: 0.004,
};
/** Impressions that the public figures weigh against what a market shows of itself. */
const firstWeight = 2_000;

/** What is usual in a market, in the order of `signalKinds`: a rate of each kind, and the impressions it weighs. */
export type Usual = { readonly rates: Float64Array; readonly weights: Float64Array };

/** What is usual where all videos together brought this; of an empty market, the public figures. */
export function usualOf(all: Signals | undefined, nowMs: number): Usual {
  const shown = all ? countOf(all, 'impression', nowMs) : 0;
  const rates = Float64Array.from(signalKinds, (kind) => {
    if (kind === 'impression') return 1;
    const seen = all ? countOf(all, kind, nowMs) : 0;
    return Math.min(1, (seen + firstRates[kind] * firstWeight) / (shown + firstWeight));
  });
  // Until about two of the rare acts would have come, or twenty impressions for the common ones: a single dislike is
  // no verdict on a video.
  return { rates, weights: rates.map((rate) => Math.max(20, 2 / rate)) };
}

export const firstUsual: Usual = usualOf(undefined, 0);

/** Weights in the order of `signalKinds`, for `weighedRates`. */
export const weightsInOrder = (weights: Readonly<Partial<Record<ActKind, number>>>): Float64Array =>
  Float64Array.from(signalKinds, (kind) => (kind === 'impression' ? 0 : (weights[kind] ?? 0)));

/** The probability that an impression is followed by this: what is usual, until the video shows otherwise. */
export function rateOf(
  signals: Signals | undefined,
  kind: ActKind,
  nowMs: number,
  usual: Usual = firstUsual,
): number {
  return weighedRates(signals, weightsInOrder({ [kind]: 1 }), nowMs, usual);
}

const nothing = new Float64Array(signalKinds.length);

/** The sum of `rateOf` by weights; looks at the clock once, because every request asks it of hundreds of videos. */
export function weighedRates(
  signals: Signals | undefined,
  weights: Float64Array,
  nowMs: number,
  usual: Usual,
): number {
  const fading = signals ? faded(Math.max(0, nowMs - signals.asOfMs)) : 0;
  const counts = signals?.counts ?? nothing;
  const shown = (counts[0] as number) * fading;
  let sum = 0;
  for (let place = 1; place < weights.length; place++) {
    const weight = usual.weights[place] as number;
    const seen = (counts[place] as number) * fading + (usual.rates[place] as number) * weight;
    sum += (weights[place] as number) * Math.min(1, seen / (shown + weight));
  }
  return sum;
}
