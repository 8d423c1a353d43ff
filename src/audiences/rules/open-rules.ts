import type { Forgotten } from '#events';
import type { Columnar } from '#platform/columnar';
import { BriefMemory } from '#platform/memory';
import type { PeopleSet } from '#platform/people-sets';
import type { Asked, ConditionKind, ConditionKinds, Evidence, Lack } from './condition-kind.ts';
import { evaluateRule, fulfils } from './evaluate-rule.ts';
import { Everyone } from './everyone-store.ts';
import { type Condition, conditionsOf, type Rule } from './rule.ts';
import { type KnownSet, SetMemory } from './set-memory.ts';

export type Estimate = {
  readonly size: number;
  readonly everyone: number;
  /** The oldest instant as of which one of the sets holds. */
  readonly asOfMs: number;
  /** Of each condition, from left to right. */
  readonly conditions: readonly { readonly size: number; readonly lack: Lack | null }[];
};

export type Explanation = {
  readonly holds: boolean;
  /** Of each condition, from left to right. */
  readonly conditions: readonly { readonly holds: boolean; readonly evidence: readonly Evidence[] }[];
};

export type Rules = {
  /** Kinds of condition that have a meaning here. */
  readonly kinds: () => Condition['kind'][];
  readonly everyone: (asked: Asked) => Promise<PeopleSet>;
  readonly people: (asked: Asked, rule: Rule) => Promise<PeopleSet>;
  readonly estimate: (asked: Asked, rule: Rule) => Promise<Estimate>;
  readonly explain: (asked: Asked, rule: Rule, person: number) => Promise<Explanation>;
};

/** Sets are a minute old at most, or twenty times what it took to find them, and take this much at most; a set of ten million people takes four megabytes. */
const lifeMs = 60_000;
const bytesMax = 128 * 1_048_576;
/** What is remembered to know everybody; ten million people over a year take some twenty megabytes. */
const everyoneBytesMax = 64 * 1_048_576;

/**
 * Rules over the kinds that have a meaning so far. Nobody who was erased is in what they answer, though what they did may
 * still be among the facts, and they in the sets that are remembered of those.
 */
export function openRules(
  { columnar, forgotten }: { readonly columnar: Columnar; readonly forgotten: Pick<Forgotten, 'people'> },
  kindsOf: () => Partial<ConditionKinds>,
): Rules {
  const memory = new SetMemory({ lifeMs, bytesMax });
  const everyone = new Everyone(columnar, { bytesMax: everyoneBytesMax });
  const lacks = new BriefMemory<Lack | null>({ lifeMs });
  // What is kept serves whoever asks next, so it does not end with the one who asked first.
  const shared = ({ signal: _, ...asked }: Asked): Asked => asked;

  const everybody = (asked: Asked) =>
    memory.get(`${asked.organizationId} everyone`, asked.nowMs, () => everyone.people(shared(asked)));

  const setOf = async (asked: Asked, condition: Condition): Promise<KnownSet> => {
    const kind = kindOf(kindsOf(), condition);
    if (kind.isKept === false) return { people: await kind.people(asked, condition), asOfMs: asked.nowMs };
    const key = `${asked.organizationId} ${JSON.stringify(condition)}`;
    return memory.get(key, asked.nowMs, () => kind.people(shared(asked), condition));
  };

  const lackOf = (asked: Asked, condition: Condition) =>
    lacks.get(`${asked.organizationId} ${JSON.stringify(condition)}`, async () => {
      const found = await kindOf(kindsOf(), condition).lacks?.(shared(asked), condition);
      return found ?? null;
    });

  const known = async (asked: Asked) => withoutAny((await everybody(asked)).people, await forgotten.people());

  const people = async (asked: Asked, rule: Rule) => {
    const found = await evaluateRule(rule, {
      condition: async (condition) => (await setOf(asked, condition)).people,
      everyone: async () => (await everybody(asked)).people,
    });
    return withoutAny(found, await forgotten.people());
  };

  return {
    kinds: () => Object.keys(kindsOf()) as Condition['kind'][],
    everyone: known,
    people,
    estimate: async (asked, rule) => {
      const conditions = conditionsOf(rule);
      const [all, found, ...sets] = await Promise.all([
        everybody(asked),
        people(asked, rule),
        ...conditions.map((condition) => setOf(asked, condition)),
      ]);
      const lacking = await Promise.all(conditions.map((condition) => lackOf(asked, condition)));
      const gone = await forgotten.people();
      const sizeOf = ({ people }: KnownSet) => people.size - people.sharedWith(gone);
      return {
        size: found.size,
        everyone: sizeOf(all),
        asOfMs: Math.min(all.asOfMs, ...sets.map(({ asOfMs }) => asOfMs)),
        conditions: sets.map((set, place) => ({ size: sizeOf(set), lack: lacking[place] ?? null })),
      };
    },
    explain: async (asked, rule, person) => {
      const holdsOf = async (condition: Condition) => (await setOf(asked, condition)).people.has(person);
      const [holds, ...conditions] = await Promise.all([
        fulfils(rule, holdsOf),
        ...conditionsOf(rule).map(async (condition) => ({
          holds: await holdsOf(condition),
          evidence: await kindOf(kindsOf(), condition).evidence(asked, condition, person),
        })),
      ]);
      return { holds, conditions };
    },
  };
}

/** Most sets share nobody with those who were erased, and need no copy. */
const withoutAny = (people: PeopleSet, gone: PeopleSet): PeopleSet =>
  people.sharedWith(gone) === 0 ? people : people.without(gone);

function kindOf(kinds: Partial<ConditionKinds>, { kind }: Condition): ConditionKind<Condition['kind']> {
  const found = kinds[kind] as ConditionKind<Condition['kind']> | undefined;
  if (!found) throw new Error(`No slice says what a condition of kind ${kind} means.`);
  return found;
}
