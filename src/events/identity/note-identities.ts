import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { CheckedEvent } from '../collector/checked-event.ts';
import type { Forgotten } from '../forgotten/forgotten-store.ts';
import { GenerationCache } from './generation-cache.ts';
import { keepGroups } from './groups-store.ts';
import { recordMerges } from './merges-store.ts';
import type { Identity, PersonNumbers } from './person-numbers.ts';
import type { MergeRequest } from './plan-merges.ts';
import { readTraits } from './traits.ts';
import { keepTraits, type SaidOfPerson } from './traits-store.ts';

/** The identity an event is counted under: the user where one is named, else the device. */
export function identityOf(event: Pick<CheckedEvent, 'userId' | 'anonymousId'>): Identity {
  return event.userId === '' ? `a${event.anonymousId}` : `u${event.userId}`;
}

/** Takes over what identify, alias and group calls say of people; durable when it resolves. */
export type NoteIdentities = (
  namespace: OrganizationId,
  events: readonly CheckedEvent[],
  mayJoinUsers: boolean,
) => Promise<void>;

export function identityNotes(
  parts: { readonly records: Records; readonly forgotten: Forgotten },
  numbers: PersonNumbers,
): NoteIdentities {
  /** Pairs that were merged or refused already: a device says who it is on every page. */
  const settled = new GenerationCache<true>(100_000);

  return async (namespace, events, mayJoinUsers) => {
    const asked = new Set<Identity>();
    for (const event of events) for (const identity of identitiesOf(event)) asked.add(identity);
    if (asked.size === 0) return;
    const persons = await numbers.resolve(namespace, asked);
    const person = (identity: Identity) => persons.get(identity) as number;

    const merges: MergeRequest[] = [];
    for (const event of events) {
      if (event.kind === 'identify' && event.userId !== '' && event.anonymousId !== '')
        merges.push({
          from: person(`a${event.anonymousId}`),
          into: person(`u${event.userId}`),
          reason: 'identify',
        });
      if (event.kind === 'alias') {
        const into = person(`u${event.userId}`);
        merges.push({ from: person(`a${event.previousId}`), into, reason: 'alias' });
        // A public browser key must not be able to make two known users one.
        if (mayJoinUsers) merges.push({ from: person(`u${event.previousId}`), into, reason: 'alias' });
      }
    }
    const fresh = merges.filter(({ from, into }) => from !== into && !settled.get(`${from}>${into}`));
    if (fresh.length > 0) await recordMerges(parts, namespace, fresh);
    for (const { from, into } of fresh) settled.set(`${from}>${into}`, true);

    const said = new Map<number, SaidOfPerson>();
    for (const event of inOrderOfTime(events)) {
      if (event.kind !== 'identify' || event.traits === null) continue;
      const key = person(identityOf(event));
      const traits = readTraits({
        ...said.get(key)?.traits.others,
        ...typedOf(said.get(key)),
        ...event.traits,
      });
      said.set(key, { person: key, atMs: event.atMs, traits });
    }
    if (said.size > 0) await keepTraits(parts, namespace, [...said.values()]);

    const groups = events.filter(({ kind }) => kind === 'group');
    if (groups.length > 0)
      await keepGroups(
        parts,
        namespace,
        groups.map((event) => ({
          groupId: event.groupId,
          person: person(identityOf(event)),
          atMs: event.atMs,
          traits: event.traits ?? {},
        })),
      );
  };
}

/** What was said of a person earlier in the same batch, in the words it was said in. */
function typedOf(said: SaidOfPerson | undefined): Readonly<Record<string, unknown>> {
  if (!said) return {};
  const { birthYear, gender, cityTier, consumptionLevel } = said.traits;
  return {
    ...(birthYear === null ? {} : { birth_year: birthYear }),
    ...(gender === null ? {} : { gender }),
    ...(cityTier === null ? {} : { city_tier: cityTier }),
    ...(consumptionLevel === null ? {} : { consumption_level: consumptionLevel }),
  };
}

function identitiesOf(event: CheckedEvent): Identity[] {
  if (event.kind === 'identify' && event.userId !== '' && event.anonymousId !== '')
    return [`u${event.userId}`, `a${event.anonymousId}`];
  if (event.kind === 'alias') return [`u${event.userId}`, `u${event.previousId}`, `a${event.previousId}`];
  return event.kind === 'identify' || event.kind === 'group' ? [identityOf(event)] : [];
}

const inOrderOfTime = (events: readonly CheckedEvent[]) =>
  [...events].sort((one, other) => one.atMs - other.atMs);
