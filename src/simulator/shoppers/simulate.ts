import { type Random, randomOf } from '#science/random';
import { clips } from '../material/clips-data.ts';
import { goods } from '../material/goods-data.ts';
import { type HiddenShopper, hiddenShopper } from './hidden-shopper.ts';
import { type KnownVideo, Ledger, type SimulationReport } from './ledger.ts';
import { liveSession } from './live-session.ts';
import { type Phone, pickUpPhone, StoreRefusal } from './storefront.ts';

export type Simulation = {
  readonly url: string;
  /** A key that may simulate: everything made under it is marked. */
  readonly apiKey: string;
  readonly seed: string;
  readonly shoppers: number;
  readonly minutes: number;
  /** How much faster than life: a video of ten seconds passes in half a second at 20. */
  readonly speed: number;
  /** Shoppers in the feed at the same time. */
  readonly atOnce: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (report: SimulationReport) => void;
};

const progressEveryMs = 5_000;
const dayMs = 86_400_000;

/** What the demo's shops sell is what simulated people can love. */
export function knownVideos(): KnownVideo[] {
  const priceOf = new Map(goods.map(({ key, price }) => [key, price * 100]));
  return clips.map((clip) => ({
    key: clip.key,
    title: clip.title,
    category: clip.category,
    price: priceOf.get(clip.goods[0] ?? '') ?? null,
  }));
}

/**
 * Lets a crowd live for a while: each comes, swipes, buys, goes, and comes again after days of its own time. All
 * that happens happens through the storefront's API. Answers what the crowd's own notes say.
 */
export async function simulate(simulation: Simulation): Promise<SimulationReport> {
  const { seed, shoppers, speed, signal } = simulation;
  const known = knownVideos();
  const categories = [...new Set(known.map(({ category }) => category))];
  const crowd = Array.from({ length: shoppers }, (_, number) => hiddenShopper(seed, number, categories));
  const ledger = new Ledger(seed, known, crowd);
  const endMs = Date.now() + simulation.minutes * 60_000;
  const isOver = () => signal.aborted || Date.now() >= endMs;
  const pass = (ms: number) => wait(ms / speed, signal);
  const videos = new Map(known.map((video) => [video.title, video]));
  const progress = setInterval(() => simulation.onProgress?.(ledger.report(shoppers)), progressEveryMs);

  const phones = new Map<string, Phone>();
  const live = async (shopper: HiddenShopper, random: Random): Promise<void> => {
    try {
      const phone =
        phones.get(shopper.key) ??
        (await pickUpPhone(simulation.url, simulation.apiKey, shopper.locale, signal));
      phones.set(shopper.key, phone);
      await liveSession({ seed, shopper, phone, ledger, random, pass, isOver, videos });
    } catch (error) {
      if (signal.aborted) return;
      // A server that restarts or a store that is away ends a visit, not the crowd.
      if (error instanceof StoreRefusal && error.status < 500) throw error;
      await wait(2_000, signal);
    }
  };
  try {
    await comeAndGo(crowd, { ...simulation, isOver, live });
  } finally {
    clearInterval(progress);
  }
  return ledger.report(shoppers);
}

type Living = Pick<Simulation, 'seed' | 'speed' | 'atOnce' | 'signal'> & {
  readonly isOver: () => boolean;
  readonly live: (shopper: HiddenShopper, random: Random) => Promise<void>;
};

/** Whoever is due comes next; at most so many are in the feed at once. */
async function comeAndGo(crowd: readonly HiddenShopper[], living: Living): Promise<void> {
  const random = randomOf(`${living.seed}-coming`);
  // A day of theirs passes as quickly as their videos do, but nobody waits longer than a minute of ours.
  const returnMs = ({ returnDays }: HiddenShopper) =>
    Math.min(60_000, (returnDays * dayMs) / living.speed / 60);
  const due = crowd.map((shopper) => ({
    shopper,
    atMs: Date.now() + random() * Math.min(20_000, returnMs(shopper)),
    visits: 0,
  }));
  const lane = async () => {
    while (!living.isOver()) {
      due.sort((one, other) => one.atMs - other.atMs);
      const next = due.shift();
      if (!next) {
        await wait(200, living.signal);
        continue;
      }
      if (next.atMs > Date.now()) {
        due.push(next);
        await wait(Math.min(500, next.atMs - Date.now()), living.signal);
        continue;
      }
      await living.live(next.shopper, randomOf(`${next.shopper.key}-visit-${next.visits}`));
      due.push({ ...next, atMs: Date.now() + returnMs(next.shopper), visits: next.visits + 1 });
    }
  };
  await Promise.all(Array.from({ length: Math.min(living.atOnce, crowd.length) }, lane));
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, Math.max(0, ms));
    signal.addEventListener('abort', done, { once: true });
  });
}
