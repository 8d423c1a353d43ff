import type { Refusal } from '#kernel/result';
import { ColumnarUnavailable } from '#platform/columnar';

/** A store that cannot be asked now: what the caller is told, and the stable word of why. */
export type Unavailable = {
  readonly refusal: Refusal & { readonly reason: string };
  /** When the store last answered, in ms of the epoch; null where that is not known to be long ago. */
  readonly sinceMs: number | null;
};

type Cause = { readonly reason: string; readonly detail: string };
const cause = (reason: string, detail: string): Cause => ({ reason, detail });

/** What else than silence keeps the columnar store from answering, by the code of driver or store. */
const columnarCauses: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: cause('refused', 'The columnar store takes no connections; try again shortly.'),
  ECONNRESET: cause('hung_up', 'The columnar store hung up twice; try again shortly.'),
  EPIPE: cause('hung_up', 'The columnar store hung up twice; try again shortly.'),
  '202': cause('busy', 'The columnar store answers as many questions as it can; try again shortly.'),
  '241': cause('out_of_memory', 'The columnar store had no memory left for this; try again shortly.'),
  '243': cause('no_room', 'The columnar store has no room left on its disk.'),
  '394': cause('stopped', 'The columnar store was told to stop what it was asked; try again shortly.'),
};
const columnarSilent = cause('silent', 'The columnar store does not answer; try again shortly.');
const columnarLate = cause('timed_out', 'The columnar store did not answer in two minutes.');
const columnarOther = cause('unclear', 'The columnar store does not answer; try again shortly.');

/** Codes by which a driver or PostgreSQL itself says that it cannot be asked now. */
const recordsCauses: Readonly<Record<string, Cause>> = {
  ECONNREFUSED: cause('refused', 'The records database takes no connections; try again shortly.'),
  ENOTFOUND: cause('not_found', 'The records database is not found at its address.'),
  ...same(
    ['ECONNRESET', 'EPIPE', '08006', '08001', '08003'],
    'hung_up',
    'The records database hung up; try again shortly.',
  ),
  ...same(
    ['57P01', '57P02', '57P03'],
    'restarting',
    'The records database is restarting; try again shortly.',
  ),
  '53300': cause('busy', 'The records database takes no more connections; try again shortly.'),
  '53200': cause('out_of_memory', 'The records database had no memory left for this; try again shortly.'),
  '58030': cause('disk', 'The records database cannot read or write its disk.'),
};
/** Ours, not PostgreSQL's: all connections of the pool were in use for as long as a request waits for one. */
const poolBusy = cause('busy', 'All connections to the records database are in use; try again shortly.');
const recordsHungUp = cause('hung_up', 'The records database hung up; try again shortly.');

function same(codes: readonly string[], reason: string, detail: string): Record<string, Cause> {
  return Object.fromEntries(codes.map((code) => [code, cause(reason, detail)]));
}

/** Null where the error is not about a store that is away or too busy. */
export function whyUnavailable(error: unknown): Unavailable | null {
  if (error instanceof ColumnarUnavailable) {
    const found = error.sinceMs === null ? columnarCause(error.cause) : columnarSilent;
    return { refusal: { code: 'columnar_unavailable', ...found }, sinceMs: error.sinceMs };
  }
  const found = recordsCause(error);
  return found && { refusal: { code: 'records_unavailable', ...found }, sinceMs: null };
}

function columnarCause(error: unknown): Cause {
  if (error === null || error === undefined) return columnarSilent;
  for (const code of codesOf(error)) if (columnarCauses[code]) return columnarCauses[code];
  return error instanceof Error && /timeout/i.test(error.message) ? columnarLate : columnarOther;
}

function recordsCause(error: unknown): Cause | null {
  for (const code of codesOf(error)) if (recordsCauses[code]) return recordsCauses[code];
  for (const { message } of chainOf(error)) {
    if (message.includes('timeout exceeded when trying to connect')) return poolBusy;
    if (message.includes('Connection terminated')) return recordsHungUp;
  }
  return null;
}

/** The codes that an error and its causes carry, the outermost first. */
export function codesOf(error: unknown): string[] {
  return chainOf(error).flatMap((one) => {
    const { code } = one as { code?: unknown };
    return typeof code === 'string' ? [code] : [];
  });
}

function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error; one = one.cause) chain.push(one);
  return chain;
}
