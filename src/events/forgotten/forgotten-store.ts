import { sql } from 'kysely';
import { PeopleSet } from '#platform/people-sets';
import type { Records, Trx } from '#platform/records';

/**
 * Held together by who writes of people, alone by who forgets some: whoever writes has either seen them, or is seen.
 * What goes to another store takes longer, and has a lock of its own, so that nobody else waits for it.
 */
const recordsLock = 460_052;
const elsewhereLock = 460_053;

const latelyMs = 1_000;

type Known = { readonly people: PeopleSet; readonly place: number };

/**
 * Everybody who was erased, by every number they had. Their facts stay facts, so that money and visits go on adding up,
 * but no set of people holds them: whoever answers or keeps one leaves these out.
 */
export class Forgotten {
  readonly #records: Records;
  readonly #clock: () => number;
  #known: Known = { people: PeopleSet.none, place: 0 };
  #readMs = Number.NEGATIVE_INFINITY;

  constructor(records: Records, clock: () => number = () => performance.now()) {
    this.#records = records;
    this.#clock = clock;
  }

  /** All whose erasure was committed before this was asked. What is known is kept; only who came since is read. */
  async people(): Promise<PeopleSet> {
    const { people, place } = this.#known;
    const askedMs = this.#clock();
    const { rows } = await this.#records.marketPool.query<{ place: string; person: number }>({
      name: 'forgotten-since',
      text: 'SELECT place, person FROM forgotten_persons WHERE place > $1 ORDER BY place',
      values: [place],
    });
    this.#readMs = Math.max(this.#readMs, askedMs);
    const last = rows.at(-1);
    if (!last) return people;
    const known = {
      people: people.or(PeopleSet.of(rows.map(({ person }) => person))),
      place: Number(last.place),
    };
    if (known.place > this.#known.place) this.#known = known;
    return known.people;
  }

  /** Who had been erased until a second ago: for who asks for each event, and is looked after by whoever erases. */
  lately(): Promise<PeopleSet> {
    return this.#clock() - this.#readMs < latelyMs ? Promise.resolve(this.#known.people) : this.people();
  }

  /** Those of whom a transaction may write nothing; whoever is erased from now on is erased after it. */
  async whileWriting(trx: Trx): Promise<PeopleSet> {
    await sql`SELECT pg_advisory_xact_lock_shared(${recordsLock})`.execute(trx);
    return this.people();
  }

  /** The same for what goes to another store: until `write` is through nobody is erased, so it should write only. */
  keeping<Value>(write: (forgotten: PeopleSet) => Promise<Value>): Promise<Value> {
    return this.#records.market(async (trx) => {
      await sql`SELECT pg_advisory_xact_lock_shared(${elsewhereLock})`.execute(trx);
      return write(await this.people());
    });
  }

  /** From when it resolves on nothing is written of these; who was at it is waited for. Done again it changes nothing. */
  note(persons: PeopleSet): Promise<void> {
    return this.#records.market(async (trx) => {
      for (const lock of [elsewhereLock, recordsLock])
        await sql`SELECT pg_advisory_xact_lock(${lock})`.execute(trx);
      // Places are drawn under the lock and committed with it, so they become readable in their order.
      await sql`INSERT INTO forgotten_persons (person)
        SELECT unnest(${[...persons]}::int[]) ON CONFLICT DO NOTHING`.execute(trx);
    });
  }
}
