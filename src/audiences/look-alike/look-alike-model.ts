import { createHash } from 'node:crypto';
import type { AudienceId } from '#kernel/ids';
import { dateOf } from '#kernel/time';
import type { Columnar } from '#platform/columnar';
import { BriefMemory } from '#platform/memory';
import type { PeopleSet } from '#platform/people-sets';
import type { PeopleOfAudience } from '../audiences/people-of-audience.ts';
import type { Asked } from '../rules/condition-kind.ts';
import { type Feature, featuresOf, measuresOf } from './features.ts';
import { type Fitted, fitLookAlike, type Weighed } from './fit-look-alike.ts';
import { countPeople, frequentCategories, heardLately } from './look-alike-store.ts';

export type LookAlikeParts = {
  readonly columnar: Columnar;
  readonly peopleOf: PeopleOfAudience;
  /** How few people may still be looked into: fewer of an audience would be told apart by what they do. */
  readonly smallestOf: (asked: Asked) => Promise<number>;
  readonly everyone: (asked: Asked) => Promise<PeopleSet>;
};

export type LookAlikeModel = Fitted & {
  readonly seed: PeopleSet;
  readonly seedHeard: number;
  readonly othersHeard: number;
  readonly seedCompared: number;
  readonly othersCompared: number;
};
/** Why there is no model: codes of lacks. */
export type NoModel = { readonly lack: 'seed_too_small' | 'seed_silent'; readonly smallest: number };

/** People that are compared: enough for weights to two digits, few enough to be learned from within seconds. */
const seedMax = 2_000;
const othersMax = 6_000;
const lifeMs = 600_000;

export type ModelOf = (asked: Asked, audienceId: AudienceId) => Promise<LookAlikeModel | NoModel>;
export const isModel = (found: LookAlikeModel | NoModel): found is LookAlikeModel => 'weighed' in found;

/**
 * What tells the people of an audience from everybody else of whom anything was heard lately. Learned anew when the
 * audience or the day is another one, and every ten minutes.
 */
export function lookAlikeModels(parts: LookAlikeParts): ModelOf {
  const memory = new BriefMemory<LookAlikeModel | NoModel>({ lifeMs, sizeMax: 100 });
  return async (asked, audienceId) => {
    const [seed, smallest] = await Promise.all([parts.peopleOf(asked, audienceId), parts.smallestOf(asked)]);
    if (seed.size < smallest) return { lack: 'seed_too_small', smallest };
    const day = dateOf(asked.nowMs, asked.structure.organization.zone);
    const people = createHash('sha256').update(seed.toBytes()).digest('hex');
    const { signal: _, ...shared } = asked;
    return memory.get(`${asked.organizationId} ${day} ${people} ${smallest}`, () =>
      learn(parts, shared, seed, smallest),
    );
  };
}

async function learn(
  { columnar }: LookAlikeParts,
  asked: Asked,
  seed: PeopleSet,
  smallest: number,
): Promise<LookAlikeModel | NoModel> {
  const [heard, categories] = await Promise.all([
    heardLately(columnar, asked),
    frequentCategories(columnar, asked),
  ]);
  const [seedHeard, othersHeard] = [seed.and(heard), heard.without(seed)];
  const features = featuresOf(categories);
  const [seeds, others] = await Promise.all([
    measure(columnar, asked, features, spread(seedHeard, seedMax)),
    measure(columnar, asked, features, spread(othersHeard, othersMax)),
  ]);
  const fitted = await fitLookAlike(features, [
    ...seeds.map((measures) => ({ measures, isSeed: true })),
    ...others.map((measures) => ({ measures, isSeed: false })),
  ]);
  if (!fitted) return { lack: 'seed_silent', smallest };
  return {
    ...fitted,
    seed,
    seedHeard: seedHeard.size,
    othersHeard: othersHeard.size,
    seedCompared: seeds.length,
    othersCompared: others.length,
  };
}

/** The measures of one person; null where nothing was heard of them lately. */
export async function measuresOfPerson(
  columnar: Columnar,
  asked: Asked,
  weighed: readonly Weighed[],
  person: number,
): Promise<Float64Array | null> {
  const features = weighed.map(({ feature }) => feature);
  return (await measure(columnar, asked, features, [person]))[0] ?? null;
}

async function measure(
  columnar: Columnar,
  asked: Asked,
  features: readonly Feature[],
  persons: readonly number[],
): Promise<Float64Array[]> {
  const counted = await countPeople(columnar, asked, features, persons);
  return counted.map((counts) => measuresOf(features, counts));
}

/** So many, evenly over the whole set: numbers grow with the time of the first visit, so all ages are in it. */
function spread(people: PeopleSet, max: number): number[] {
  const all = people.toArray();
  const count = Math.min(max, all.length);
  return Array.from({ length: count }, (_, place) =>
    Number(all[Math.floor(((place + 0.5) * all.length) / count)]),
  );
}
