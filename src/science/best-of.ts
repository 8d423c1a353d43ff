/**
 * Keeps the items of highest value out of however many are offered, by a binary heap with the least at its root: most
 * of a hundred thousand are refused by one comparison, where sorting them all would hold up whatever else there is.
 */
export class BestOf<Item> {
  readonly #items: Item[] = [];
  readonly #values: number[] = [];
  readonly #max: number;

  constructor(max: number) {
    this.#max = max;
  }

  /** Whether an item of this value would be kept now. */
  takes(value: number): boolean {
    return this.#max > 0 && (this.#items.length < this.#max || value > (this.#values[0] as number));
  }

  offer(item: Item, value: number): void {
    if (this.#max < 1) return;
    if (this.#items.length < this.#max) {
      this.#items.push(item);
      this.#values.push(value);
      this.#rise(this.#items.length - 1);
    } else if (value > (this.#values[0] as number)) {
      this.#items[0] = item;
      this.#values[0] = value;
      this.#sink(0);
    }
  }

  /** The kept, best first. */
  best(): Item[] {
    return this.#items
      .map((item, place) => ({ item, value: this.#values[place] as number }))
      .sort((one, other) => other.value - one.value)
      .map(({ item }) => item);
  }

  #rise(from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if ((this.#values[parent] as number) <= (this.#values[place] as number)) return;
      this.#swap(place, parent);
      place = parent;
    }
  }

  #sink(from: number): void {
    let place = from;
    for (;;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      let least = place;
      for (const child of [left, right])
        if (child < this.#values.length && (this.#values[child] as number) < (this.#values[least] as number))
          least = child;
      if (least === place) return;
      this.#swap(place, least);
      place = least;
    }
  }

  #swap(one: number, other: number): void {
    [this.#items[one], this.#items[other]] = [this.#items[other] as Item, this.#items[one] as Item];
    [this.#values[one], this.#values[other]] = [this.#values[other] as number, this.#values[one] as number];
  }
}
