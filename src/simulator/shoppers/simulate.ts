import { randomOf } from '#science/random';
import type { FeedItem } from '#traffic/contract';
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
 * Lets a crowd live for a while: each comes, swipes, buys, goes, and comes again after days of its own time; whoever
 * has seen everything leaves for good, and somebody new comes. All that happens happens through the storefront's
 * API. Answers what the crowd's own notes say.
 */
export async function simulate(simulation: Simulation): Promise<SimulationReport> {
  const { seed, shoppers, signal } = simulation;
  const known = knownVideos();
  const categories = [...new Set(known.map(({ category }) => category))];
  const crowd = Array.from({ length: shoppers }, (_, number) => hiddenShopper(seed, number, categories));
  const ledger = new Ledger(known, crowd);
  const endMs = performance.now() + simulation.minutes * 60_000;
  let people = shoppers;
  const world: World = {
    ...simulation,
    ledger,
    videos: new Map(known.map((video) => [video.title, video])),
    isOver: () => signal.aborted || performance.now() >= endMs,
    newcomer: () => hiddenShopper(seed, people++, categories),
  };
  const progress = setInterval(() => simulation.onProgress?.(ledger.report(people)), progressEveryMs);
  try {
    await comeAndGo(crowd, world);
  } finally {
    clearInterval(progress);
  }
  return ledger.report(people);
}

type World = Simulation & {
  readonly ledger: Ledger;
  readonly videos: ReadonlyMap<string, KnownVideo>;
  readonly isOver: () => boolean;
  readonly newcomer: () => HiddenShopper;
};

/** Somebody between two visits. */
type Away = {
  readonly shopper: HiddenShopper;
  readonly atMs: number;
  readonly visits: number;
  /** Minor units to spend. */
  readonly purse: number;
  readonly phone: Phone | null;
  /** On the phone and not shown yet. */
  readonly held: readonly FeedItem[];
};

/**
 * Days pass so much quicker than videos, or nobody would be seen twice: at speed 20 a day takes 72 seconds, at the
 * gentle speed 1 it takes 24 minutes.
 */
const quickerDays = 60;
/** Of what they had at first, with each visit. */
const refill = 0.2;

/** Whoever is due comes next; at most so many are in the feed at once. */
async function comeAndGo(crowd: readonly HiddenShopper[], world: World): Promise<void> {
  const random = randomOf(`${world.seed}-coming`);
  const dayOfTheirsMs = dayMs / world.speed / quickerDays;
  const arriving = (shopper: HiddenShopper, withinMs: number): Away => ({
    shopper,
    atMs: performance.now() + random() * withinMs,
    visits: 0,
    purse: shopper.budget,
    phone: null,
    held: [],
  });
  const due = crowd.map((shopper) => arriving(shopper, Math.min(20_000, shopper.returnDays * dayOfTheirsMs)));
  const lane = async () => {
    while (!world.isOver()) {
      due.sort((one, other) => one.atMs - other.atMs);
      const next = due.shift();
      if (!next || next.atMs > performance.now()) {
        if (next) due.push(next);
        await wait(Math.min(500, next ? next.atMs - performance.now() : 200), world.signal);
        continue;
      }
      const again = await visit(next, world, dayOfTheirsMs);
      due.push(again ?? arriving(world.newcomer(), dayOfTheirsMs));
    }
  };
  await Promise.all(Array.from({ length: Math.min(world.atOnce, crowd.length) }, lane));
}

/** One visit; when and how somebody comes again, or null for one who leaves for good. */
async function visit(guest: Away, world: World, dayOfTheirsMs: number): Promise<Away | null> {
  const { shopper, purse } = guest;
  const { signal, speed, ledger } = world;
  let { phone } = guest;
  try {
    phone ??= await pickUpPhone(world.url, world.apiKey, shopper.locale, signal);
    const random = randomOf(`${shopper.key}-visit-${guest.visits}`);
    const pass = (ms: number) => wait(ms / speed, signal);
    const { spent, pleasure, held, isExhausted } = await liveSession({
      ...world,
      held: guest.held,
      shopper,
      phone,
      purse,
      random,
      pass,
    });
    if (isExhausted) {
      ledger.forget(shopper);
      return null;
    }
    // Who watched half of everything comes when they use to, who watched all of it much sooner.
    const delay = shopper.returnDays * dayOfTheirsMs * (1.5 - (pleasure ?? 0));
    return {
      ...guest,
      phone,
      held,
      visits: guest.visits + 1,
      atMs: performance.now() + delay,
      purse: Math.min(shopper.budget, purse - spent + refill * shopper.budget),
    };
  } catch (error) {
    if (!signal.aborted) {
      // Nobody may simulate with this key any more.
      if (error instanceof StoreRefusal && phone === null) throw error;
      // A server that restarts, or a video that was removed while it was watched, ends a visit, not the crowd.
      ledger.brokenVisit(error);
      await wait(2_000, signal);
    }
    return { ...guest, phone, visits: guest.visits + 1, atMs: performance.now() + dayOfTheirsMs };
  }
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
