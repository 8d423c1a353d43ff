import type { OrganizationId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { MarkOf } from '../erasing/erased-mark.ts';
import { GenerationCache } from './generation-cache.ts';
import { numberIdentities } from './person-numbers-store.ts';

/** `u` and a user id, or `a` and an anonymous id, as sent. */
export type Identity = `u${string}` | `a${string}`;

type Asked = {
  readonly identities: Set<Identity>;
  readonly answer: Promise<void>;
};

/** Identities that one statement numbers; larger questions are cut. */
const statementMax = 5_000;
/** Per generation and namespace: some 100 bytes each. */
const cacheMax = 250_000;

/**
 * Dense person numbers. Known ones are answered from memory; all that are asked for while a statement is
 * under way share the next one, so a storm of new visitors costs a few statements a second.
 */
export class PersonNumbers {
  readonly #records: Records;
  readonly #markOf: MarkOf;
  readonly #caches = new Map<OrganizationId, GenerationCache<number>>();
  readonly #underWay = new Map<OrganizationId, Promise<void>>();
  readonly #next = new Map<OrganizationId, Asked>();

  /** `markOf`: by which those who were erased are met again under their number. */
  constructor(records: Records, markOf: MarkOf) {
    this.#records = records;
    this.#markOf = markOf;
  }

  /** The number where it is remembered: the way of the hot path. */
  known(namespace: OrganizationId, identity: Identity): number | undefined {
    return this.#caches.get(namespace)?.get(identity);
  }

  async resolve(namespace: OrganizationId, identities: Iterable<Identity>): Promise<Map<Identity, number>> {
    const numbers = new Map<Identity, number>();
    let missing = new Set<Identity>(identities);
    // A cache smaller than the question may forget a number before it is read, so ask until all are there.
    while (true) {
      const absent = new Set<Identity>();
      for (const identity of missing) {
        const number = this.known(namespace, identity);
        if (number === undefined) absent.add(identity);
        else numbers.set(identity, number);
      }
      if (absent.size === 0) return numbers;
      const part = absent.size > statementMax ? new Set([...absent].slice(0, statementMax)) : absent;
      await this.#ask(namespace, part);
      missing = absent;
    }
  }

  #ask(namespace: OrganizationId, identities: ReadonlySet<Identity>): Promise<void> {
    const waiting = this.#next.get(namespace);
    if (waiting && waiting.identities.size + identities.size <= 2 * statementMax) {
      for (const identity of identities) waiting.identities.add(identity);
      return waiting.answer;
    }
    const before = waiting?.answer ?? this.#underWay.get(namespace);
    const asked = new Set(identities);
    const run = async () => {
      await before?.catch(() => undefined);
      if (this.#next.get(namespace)?.identities === asked) this.#next.delete(namespace);
      this.#underWay.set(namespace, answer);
      this.#remember(
        namespace,
        await numberIdentities(this.#records, namespace, [...asked].sort(), this.#markOf),
      );
    };
    const answer = Promise.resolve().then(run);
    this.#next.set(namespace, { identities: asked, answer });
    return answer;
  }

  #remember(namespace: OrganizationId, rows: Awaited<ReturnType<typeof numberIdentities>>): void {
    let cache = this.#caches.get(namespace);
    if (!cache) {
      cache = new GenerationCache(cacheMax);
      this.#caches.set(namespace, cache);
    }
    for (const { identity, person } of rows) cache.set(identity, person);
  }
}
