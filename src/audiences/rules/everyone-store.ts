import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleState } from '#platform/people-sets';
import type { Asked } from './condition-kind.ts';
import { orders, refunds } from './facts.ts';
import { withMerges } from './merged-people-store.ts';
import { peopleFrom } from './people-store.ts';
import { Statement } from './statement.ts';

/** People of events by the part of the table in which they are; a part without any has an empty set. */
type Known = {
  readonly host: string;
  readonly parts: ReadonlyMap<string, PeopleSet>;
  readonly bytes: number;
};

/**
 * Everybody of whom an organisation knows something: who did, bought or returned anything.
 *
 * The store keeps events in parts that never change: what arrives makes a new one, merging and deleting make others in
 * their place, and no name comes again. So the people of a part are read once, without looking for repeats, which
 * change nothing; asking again reads what was written since. Orders and refunds are few and may be taken back, so they
 * are read as they are. Who was merged is mapped afterwards, because a merge changes no part.
 */
export class Everyone {
  readonly #columnar: Columnar;
  readonly #bytesMax: number;
  readonly #known = new Map<OrganizationId, Known>();

  constructor(columnar: Columnar, options: { readonly bytesMax: number }) {
    this.#columnar = columnar;
    this.#bytesMax = options.bytesMax;
  }

  /** Bytes of the sets that are kept. */
  get bytes(): number {
    return [...this.#known.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async people(asked: Asked): Promise<PeopleSet> {
    const [known, ...bought] = await Promise.all([
      this.#readEvents(asked),
      ...[orders, refunds].map(({ table, person }) =>
        peopleFrom(this.#columnar, asked, new Statement(), {
          column: person,
          from: `${table} WHERE ${person} != 0`,
        }),
      ),
    ]);
    return withMerges(this.#columnar, PeopleSet.anyOf([...known.parts.values(), ...bought]));
  }

  async #readEvents(asked: Asked): Promise<Known> {
    const { organizationId } = asked;
    const kept = this.#known.get(organizationId);
    // Parts are listed first: one that is merged away before it is read is then read within the other, which is new.
    const listed = await this.#parts(asked);
    const before = kept?.host === listed.host ? kept.parts : new Map<string, PeopleSet>();
    let found = await this.#read(asked, [...before.keys()]);
    const parts = new Map<string, PeopleSet>();
    if (found.host === listed.host)
      for (const name of listed.names) parts.set(name, before.get(name) ?? PeopleSet.none);
    // Copies of a served store name their parts themselves, so what one of them knows says nothing of another.
    else found = await this.#read(asked, []);
    for (const [name, people] of found.parts) parts.set(name, people);
    const bytes = [...parts].reduce((sum, [name, people]) => sum + people.bytes + 2 * name.length + 100, 0);
    const known = { host: found.host, parts, bytes };
    this.#keep(organizationId, known);
    return known;
  }

  async #parts({ signal }: Asked): Promise<{ readonly host: string; readonly names: readonly string[] }> {
    const { rows } = await this.#columnar.query<{ host: string; names: string[] }>(
      { kind: 'market' },
      {
        sql: `SELECT hostName() AS host, groupArray(name) AS names FROM $parts WHERE table = 'events'`,
        ...(signal ? { signal } : {}),
      },
    );
    return rows[0] ?? { host: '', names: [] };
  }

  /** The people of all parts but those that are known. */
  async #read({ organizationId, signal }: Asked, known: readonly string[]) {
    const { rows } = await this.#columnar.query<{ host: string; part: string; people: string }>(
      { kind: 'organization', organizationId },
      {
        sql: `SELECT hostName() AS host, part, people FROM (
            SELECT _part AS part, ${peopleState('person')} AS people FROM $$events
            WHERE person != 0 AND _part NOT IN {known:Array(String)} GROUP BY _part
            UNION ALL SELECT '' AS part, '' AS people)`,
        params: { known },
        ...(signal ? { signal } : {}),
      },
    );
    const parts = rows.filter(({ part }) => part !== '');
    return {
      host: rows[0]?.host ?? '',
      parts: new Map(parts.map(({ part, people }) => [part, PeopleSet.fromState(people)])),
    };
  }

  /** What was asked for longest ago goes first. */
  #keep(organizationId: OrganizationId, known: Known): void {
    this.#known.delete(organizationId);
    this.#known.set(organizationId, known);
    for (const oldest of this.#known.keys()) {
      if (this.bytes <= this.#bytesMax) return;
      this.#known.delete(oldest);
    }
  }
}
