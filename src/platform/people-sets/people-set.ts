import { RoaringBitmap32 } from 'roaring-wasm';

/**
 * A set of person numbers that never changes: a Roaring bitmap, because numbers are dense and sets of millions are
 * joined, cut and counted while somebody types. Kept outside JavaScript's memory and given back when nobody holds it.
 */
export class PeopleSet implements Iterable<number> {
  readonly #bitmap: RoaringBitmap32;

  private constructor(bitmap: RoaringBitmap32) {
    this.#bitmap = bitmap;
  }

  static readonly none: PeopleSet = new PeopleSet(new RoaringBitmap32());

  static of(persons: Iterable<number> | Uint32Array): PeopleSet {
    const bitmap = new RoaringBitmap32();
    const numbers = persons instanceof Uint32Array ? persons : Uint32Array.from(persons);
    // More than this the library adds in parts of its own, and fails where its memory grows between two of them.
    for (let from = 0; from < numbers.length; from += addedAtOnce)
      bitmap.addMany(numbers.subarray(from, from + addedAtOnce));
    bitmap.optimize();
    return new PeopleSet(bitmap);
  }

  /** From the bytes that `toBytes` gave, which are Roaring's portable format. Throws where they are not. */
  static fromBytes(bytes: Uint8Array): PeopleSet {
    return new PeopleSet(RoaringBitmap32.deserialize('portable', bytes));
  }

  /**
   * What the columnar store answers to `peopleState(…)`: base64 of a byte for the kind, then either a count and that
   * many numbers (up to 32 of them) or the length and bytes of a portable Roaring bitmap.
   */
  static fromState(base64: string): PeopleSet {
    const bytes = Buffer.from(base64, 'base64');
    if (bytes[0] === 0) {
      const count = bytes[1] ?? 0;
      return PeopleSet.of(Array.from({ length: count }, (_, place) => bytes.readUInt32LE(2 + place * 4)));
    }
    let at = 1;
    while ((bytes[at] ?? 0) > 127) at++;
    return PeopleSet.fromBytes(bytes.subarray(at + 1));
  }

  static anyOf(sets: readonly PeopleSet[]): PeopleSet {
    return new PeopleSet(RoaringBitmap32.orMany(sets.map((set) => set.#bitmap)));
  }

  get size(): number {
    return this.#bitmap.size;
  }

  /** The largest number; 0 where nobody is in it. */
  get last(): number {
    return this.size === 0 ? 0 : this.#bitmap.maximum();
  }

  has(person: number): boolean {
    return this.#bitmap.has(person);
  }

  and(other: PeopleSet): PeopleSet {
    return new PeopleSet(RoaringBitmap32.and(this.#bitmap, other.#bitmap));
  }

  or(other: PeopleSet): PeopleSet {
    return new PeopleSet(RoaringBitmap32.or(this.#bitmap, other.#bitmap));
  }

  without(other: PeopleSet): PeopleSet {
    return new PeopleSet(RoaringBitmap32.andNot(this.#bitmap, other.#bitmap));
  }

  /** How many are in both, without making the set of them. */
  sharedWith(other: PeopleSet): number {
    return this.#bitmap.andCardinality(other.#bitmap);
  }

  equals(other: PeopleSet): boolean {
    return this.#bitmap.isEqual(other.#bitmap);
  }

  /** In ascending order. */
  toArray(): Uint32Array {
    return this.#bitmap.toUint32Array();
  }

  toBytes(): Uint8Array {
    return this.#bitmap.serialize('portable');
  }

  /** What `fromState` reads, for the columnar store: `peopleFromText` makes a set of it there. */
  toState(): string {
    const { size } = this;
    if (size <= stateListMax) {
      const bytes = Buffer.alloc(2 + size * 4);
      bytes[1] = size;
      let at = 2;
      for (const person of this) at = bytes.writeUInt32LE(person, at);
      return bytes.toString('base64');
    }
    const roaring = this.toBytes();
    const head = [1];
    let length = roaring.length;
    for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) + 128);
    head.push(length);
    return Buffer.concat([Uint8Array.from(head), roaring]).toString('base64');
  }

  /** Bytes it takes, as they would be stored. */
  get bytes(): number {
    return this.#bitmap.getSerializationSizeInBytes('portable');
  }

  [Symbol.iterator](): IterableIterator<number> {
    return this.toArray()[Symbol.iterator]();
  }
}

const addedAtOnce = 500_000;

/** Smaller sets are a plain list in the columnar store. */
const stateListMax = 32;

/** SQL of the columnar store: the set that a text of `toState` holds, for `bitmapContains` and its like. */
export const peopleFromText = (text: string): string =>
  `CAST(base64Decode(${text}), 'AggregateFunction(groupBitmap, UInt32)')`;

/** SQL of the columnar store that gathers the person numbers of a column, as `PeopleSet.fromState` reads them. */
export const peopleState = (column: string): string =>
  `base64Encode(CAST(groupBitmapState(toUInt32(${column})), 'String'))`;
