import { setImmediate } from 'node:timers/promises';
import type { Columnar } from '#platform/columnar';
import { inTurn } from '#platform/gathering';
import type { Shelf } from '../feed/feed-video.ts';
import { fitInThread } from './fit-in-thread.ts';
import { type ItemKnowledge, nothingKnown, type Popular, Ranking } from './item-knowledge.ts';
import { nearestVideos, numbered } from './near-videos.ts';
import { standingOf } from './popularity.ts';
import { addSignal, noSignals, type Signals, signalKinds, type Usual, usualOf } from './signals.ts';
import { countSignals, whoWatchedWhat } from './signals-store.ts';
import { Standings } from './standings.ts';

export type LearnerOptions = {
  readonly columnar: Columnar;
  readonly shelf: Shelf;
  readonly now?: () => number;
  readonly onError: (error: unknown) => void;
  /** How often new signals are read, and how often neighbours are fitted anew where something came in. */
  readonly readEveryMs?: number;
  readonly fitEveryMs?: number;
};

export type Learner = {
  /** What is known now; another object after each lesson. */
  readonly knowledge: () => ItemKnowledge;
  /** Reads what arrived since the last time. Runs by itself; tests call it. */
  readonly readSignals: () => Promise<void>;
  readonly fitNeighbours: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

const rememberedMs = 30 * 86_400_000;
/** A row may become visible this much later than it says it was received: group commit and its insert. */
const settlingMs = 2_000;
const pairsMax = 1_500_000;
/** Everything fades, so the order of all changes, but over hours. */
const rankEveryMs = 60_000;
const rankedAtOnce = 1_000;

/**
 * Keeps what is known of videos up to date from the event stream, on every copy of the server by itself: counts
 * within seconds, neighbours within minutes. Copies read the same events, so they come to the same knowledge.
 */
export function startLearner(options: LearnerOptions): Learner {
  const { columnar, shelf, now = Date.now, onError, readEveryMs = 3_000, fitEveryMs = 120_000 } = options;
  const signals = new Map<string, Signals>();
  const standings = new Standings();
  let knowledge: ItemKnowledge = nothingKnown;
  let { nearest } = nothingKnown;
  let popular: Popular = nothingKnown;
  /** Of all videos together. */
  let market = noSignals(now());
  let readUntilMs = now() - rememberedMs;
  let hasNews = true;
  const stopping = new AbortController();

  // Two at once would count the same news twice.
  const readSignals = inTurn(async () => {
    const toMs = now() - settlingMs;
    if (toMs === readUntilMs) return;
    // The clock was set back: what arrives now bears times that were read already, so all is counted anew, once.
    const isSetBack = toMs < readUntilMs;
    const fromMs = isSetBack ? toMs - rememberedMs : readUntilMs;
    const news = await countSignals(columnar, { fromMs, toMs });
    if (isSetBack) {
      signals.clear();
      standings.clear();
      market = noSignals(toMs);
    }
    for (const counted of news) {
      // Other platforms' contents are no videos of ours, and there is no end to their names.
      if (!shelf.find(counted.video)) continue;
      const own = signals.get(counted.video) ?? noSignals(toMs);
      for (const kind of signalKinds) {
        if (counted[kind] <= 0) continue;
        addSignal(own, kind, counted[kind], toMs);
        addSignal(market, kind, counted[kind], toMs);
      }
      signals.set(counted.video, own);
    }
    readUntilMs = toMs;
    if (news.length === 0) return;
    hasNews = true;
    popular = rankNews(news.map(({ video }) => video));
    teach();
  });
  const fitNeighbours = async () => {
    if (!hasNews) return;
    hasNews = false;
    const watching = await whoWatchedWhat(columnar, now() - rememberedMs, pairsMax);
    const { interactions, videos } = numbered(watching);
    if (videos.length === 0) return;
    nearest = nearestVideos(videos, await fitInThread(interactions, stopping.signal), shelf);
    teach();
  };
  const offer = (ranking: Ranking, id: string, atMs: number, usual: Usual) => {
    const [own, video] = [signals.get(id), shelf.find(id)];
    if (!own || !video) return;
    const standing = standingOf(own, atMs, usual);
    standings.put(video, standing);
    ranking.offer(video, standing.value);
  };
  /** What there is news of finds its place among the best; others fade too slowly to change places meanwhile. */
  const rankNews = (news: readonly string[]): Popular => {
    const [ranking, atMs, usual] = [new Ranking(), now(), usualOf(market, now())];
    const known = [...popular.popular, ...[...popular.popularIn.values()].flat()].flatMap(
      (number) => shelf.numbered(number)?.id ?? [],
    );
    for (const id of new Set<string>([...news, ...known])) offer(ranking, id, atMs, usual);
    return ranking.best();
  };
  const rankAll = async () => {
    const [ranking, atMs, usual] = [new Ranking(), now(), usualOf(market, now())];
    let ranked = 0;
    for (const id of signals.keys()) {
      offer(ranking, id, atMs, usual);
      // A hundred thousand at once would hold up every request for longer than an answer may take.
      if (++ranked % rankedAtOnce === 0) await setImmediate();
    }
    popular = ranking.best();
    teach();
  };
  const teach = () => {
    const usual = usualOf(market, now());
    knowledge = { ...popular, nearest, usual, standings };
  };

  const loop = async (work: () => Promise<void>, everyMs: number) => {
    while (!stopping.signal.aborted) {
      await work().catch((error) => {
        if (!stopping.signal.aborted) onError(error);
      });
      await pause(everyMs, stopping.signal);
    }
  };
  const loops = Promise.all([
    loop(readSignals, readEveryMs),
    loop(fitNeighbours, fitEveryMs),
    loop(rankAll, rankEveryMs),
  ]);
  return {
    knowledge: () => knowledge,
    readSignals,
    fitNeighbours,
    stop: async () => {
      stopping.abort();
      await loops;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
