import { PublishedVideos } from '#content';
import { type Random, randomOf } from '#science/random';
import { fitRp3beta } from '#science/rp3beta';
import { clips } from '../../src/simulator/material/clips-data.ts';
import {
  type HiddenShopper,
  hiddenQuality,
  hiddenShopper,
  type Reaction,
  reactTo,
  trueChances,
} from '../../src/simulator/shoppers/hidden-shopper.ts';
import { Ledger, type SimulationReport } from '../../src/simulator/shoppers/ledger.ts';
import { knownVideos } from '../../src/simulator/shoppers/simulate.ts';
import { feedVideo } from '../../src/traffic/feed/feed-fixture.ts';
import { makePage } from '../../src/traffic/feed/make-page.ts';
import { type ItemKnowledge, nothingKnown, Ranking } from '../../src/traffic/learning/item-knowledge.ts';
import { nearestVideos, numbered } from '../../src/traffic/learning/near-videos.ts';
import { standingOf } from '../../src/traffic/learning/popularity.ts';
import {
  addSignal,
  noSignals,
  type SignalKind,
  type Signals,
  usualOf,
} from '../../src/traffic/learning/signals.ts';
import { Standings } from '../../src/traffic/learning/standings.ts';
import { joined, type Watched } from '../../src/traffic/seen/watched.ts';

const videoMs = 8_000;
const crowdSize = 300;
const categories = [...new Set(knownVideos().map(({ category }) => category))];

/**
 * The feed's own decisions and learning, without stores and screens, before a crowd of the simulator: what
 * `npm run meadow -- simulate` does to a running instance in minutes, in a second.
 */
export function liveBeforeTheFeed(seed: string, visits: number): SimulationReport {
  const known = knownVideos();
  const byKey = new Map(known.map((video) => [video.key, video]));
  const crowd = Array.from({ length: crowdSize }, (_, number) => hiddenShopper(seed, number, categories));
  const ledger = new Ledger(known, crowd);
  const random = randomOf(`${seed} visits`);
  const learning = openLearning();
  const seen = new Map<string, Map<string, Watched>>();
  let people = crowdSize;

  const visit = (place: number, nowMs: number) => {
    const shopper = crowd[place] as HiddenShopper;
    const watched = seen.get(shopper.key) ?? new Map<string, Watched>();
    seen.set(shopper.key, watched);
    const videosMax = Math.max(2, Math.round(shopper.patience * (0.5 + random())));
    for (let count = 0; count < videosMax; ) {
      const ids = pageOf(watched, learning.knowledge(), nowMs, random).slice(0, videosMax - count);
      if (ids.length === 0) {
        ledger.forget(shopper);
        crowd[place] = hiddenShopper(seed, people++, categories);
        return;
      }
      for (const [position, id] of ids.entries()) {
        const { category = '', price = null } = byKey.get(id) ?? {};
        const quality = hiddenQuality(id);
        const chances = trueChances(shopper, { category, price, quality }, count++ / videosMax);
        const reaction = reactTo(chances, position, random);
        watched.set(id, joined(watched.get(id), watchedOf(id, reaction, nowMs)));
        learning.hear(shopper, id, reaction, nowMs);
      }
      ledger.shown(
        shopper,
        ids.map((key) => ({ key, isAd: false })),
      );
    }
  };
  for (let number = 0; number < visits; number++) {
    const nowMs = startMs + number * 400;
    visit(Math.floor(random() * crowdSize), nowMs);
    if (number % 5 === 0) learning.teach(nowMs);
    if (number % 200 === 199) learning.fit();
  }
  return ledger.report(people);
}

const startMs = Date.parse('2026-03-10T12:00:00Z');
const shelf = new PublishedVideos(
  clips.map((clip) =>
    feedVideo({
      id: clip.key,
      accountId: clip.account,
      category: clip.category,
      productIds: clip.goods,
      publishedAtMs: startMs - 600_000,
    }),
  ),
);

function pageOf(
  watched: ReadonlyMap<string, Watched>,
  knowledge: ItemKnowledge,
  nowMs: number,
  random: Random,
): string[] {
  const disliked = new Set([...watched.values()].flatMap((one) => (one.disliked ? [one.videoId] : [])));
  const request = { limit: 6, around: null, begins: false, have: new Set<string>(), again: false, nowMs };
  const rhythm = { organicSinceAd: 0 };
  const seen = { watched, served: new Map<string, number>() };
  const known = { shelf, knowledge, seen, followed: new Set<string>(), disliked, rhythm };
  return makePage(request, known, () => [], random).places.map(({ video }) => video.id);
}

const watchedOf = (videoId: string, reaction: Reaction, nowMs: number): Watched => ({
  videoId,
  seenAtMs: nowMs,
  watchRatio: reaction.watchRatio,
  liked: reaction.like || reaction.favorite,
  clickedProduct: reaction.click,
  disliked: reaction.dislike,
});

/** What the event stream would teach, with the thresholds of the reading that counts it. */
function openLearning() {
  const signals = new Map<string, Signals>();
  const standings = new Standings();
  const market = noSignals(startMs);
  const meant = new Map<string, { readonly person: number; readonly video: string }>();
  const persons = new Map<string, number>();
  let knowledge = nothingKnown;
  let { nearest } = nothingKnown;
  return {
    knowledge: () => knowledge,
    hear: ({ key }: HiddenShopper, video: string, reaction: Reaction, nowMs: number) => {
      const own = signals.get(video) ?? noSignals(nowMs);
      signals.set(video, own);
      const share = Math.min(1, reaction.watchRatio);
      const count = (kind: SignalKind, amount: number) => {
        addSignal(own, kind, amount, nowMs);
        addSignal(market, kind, amount, nowMs);
      };
      count('impression', 1);
      count('watch', share);
      if (share >= 0.9) count('finish', 1);
      else if (share * videoMs >= 3_000) count('play', 1);
      for (const kind of ['like', 'favorite', 'comment', 'follow', 'dislike'] as const)
        if (reaction[kind]) count(kind, 1);
      if (reaction.click) count('product_click', 1);
      const shown = shelf.find(video);
      if (shown) standings.put(shown, standingOf(own, nowMs, knowledge.usual));
      const person = persons.get(key) ?? persons.size;
      persons.set(key, person);
      if (share >= 0.6 || reaction.like || reaction.favorite || reaction.click)
        meant.set(`${key} ${video}`, { person, video });
    },
    teach: (nowMs: number) => {
      const usual = usualOf(market, nowMs);
      const ranking = new Ranking();
      for (const [id, own] of signals) {
        const video = shelf.find(id);
        if (!video) continue;
        const standing = standingOf(own, nowMs, usual);
        standings.put(video, standing);
        ranking.offer(video, standing.value);
      }
      knowledge = { ...ranking.best(), nearest, usual, standings };
    },
    fit: () => {
      const { interactions, videos } = numbered([...meant.values()]);
      if (videos.length > 0) nearest = nearestVideos(videos, fitRp3beta(interactions), shelf);
    },
  };
}
