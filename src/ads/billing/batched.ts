/**
 * Gathers single pieces of work into batches: while one batch is being written the next gathers, so a lonely piece
 * waits for nothing and a hundred at once cost one transaction.
 */
export class Batched<Piece, Outcome> {
  readonly #write: (pieces: readonly Piece[]) => Promise<readonly Outcome[]>;
  readonly #sizeMax: number;
  #waiting: {
    piece: Piece;
    done: (outcome: Outcome) => void;
    failed: (error: unknown) => void;
  }[] = [];
  #running: Promise<void> | null = null;

  constructor(write: (pieces: readonly Piece[]) => Promise<readonly Outcome[]>, sizeMax: number) {
    this.#write = write;
    this.#sizeMax = sizeMax;
  }

  add(piece: Piece): Promise<Outcome> {
    return new Promise((done, failed) => {
      this.#waiting.push({ piece, done, failed });
      this.#running ??= this.#run();
    });
  }

  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    // What arrives in the same turn of the loop goes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#sizeMax);
      try {
        const outcomes = await this.#write(batch.map(({ piece }) => piece));
        for (const [place, { done }] of batch.entries()) done(outcomes[place] as Outcome);
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    this.#running = null;
  }
}
