/** One measured number, with what it should be and what the same machine can do without us. */
export type Figure = {
  /** As in the quality page, such as `durable events/s`. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: number;
  /** Whether more or less is better. */
  readonly better: 'more' | 'less';
  /** Measured in the same run; null where nothing comparable exists. */
  readonly reference: number | null;
  /** `value` over `reference`. */
  readonly ratio: number | null;
};

export type BenchReport = {
  readonly figures: readonly Figure[];
  /** What was done, for the reader of the table. */
  readonly notes: readonly string[];
};

export type Bench = {
  readonly summary: string;
  /** Works in the folder it is given, which is removed afterwards; says what it is doing through `tell`. */
  readonly run: (folder: string, tell: (line: string) => void) => Promise<BenchReport>;
};

export const reachesAim = ({ value, aim, better }: Figure): boolean =>
  better === 'more' ? value >= aim : value <= aim;
