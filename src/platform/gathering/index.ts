/** Door to gathering: what many ask at once is asked together, or one after the other. */
export { inTurn } from './in-turn.ts';

type Waiting<Ask, Answer> = {
  readonly ask: Ask;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Hands what comes while one run is under way to the next run, all together: the busier, the larger the batches
 * and the fewer the round trips, and who comes alone waits for nobody. Answers come in the order of the asks.
 */
export class Gathering<Ask, Answer> {
  readonly #run: (asks: readonly Ask[]) => Promise<readonly Answer[]>;
  readonly #batchMax: number;
  readonly #isFaultOfOne: (error: unknown) => boolean;
  #waiting: Waiting<Ask, Answer>[] = [];
  #isRunning = false;

  constructor(
    run: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
    options: {
      readonly batchMax: number;
      /** Whether a run failed by one of its asks, so that the others are worth a run of their own. */
      readonly isFaultOfOne?: (error: unknown) => boolean;
    },
  ) {
    this.#run = run;
    this.#batchMax = options.batchMax;
    this.#isFaultOfOne = options.isFaultOfOne ?? (() => false);
  }

  ask(ask: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ask, resolve, reject });
      if (!this.#isRunning) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isRunning = true;
    // Whoever asks in this same turn of the loop goes along with the first.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#answer(this.#waiting.splice(0, this.#batchMax));
    this.#isRunning = false;
  }

  async #answer(batch: readonly Waiting<Ask, Answer>[]): Promise<void> {
    try {
      const answers = await this.#run(batch.map(({ ask }) => ask));
      if (answers.length !== batch.length) throw new Error('Not every ask was answered.');
      for (const [place, answer] of answers.entries()) batch[place]?.resolve(answer);
    } catch (error) {
      if (batch.length > 1 && this.#isFaultOfOne(error)) {
        for (const waiting of batch) await this.#answer([waiting]);
      } else for (const { reject } of batch) reject(error);
    }
  }
}
