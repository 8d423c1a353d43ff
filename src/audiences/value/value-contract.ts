/** Wire schemas of the value of customers; browser-safe. */
import { z } from 'zod';

const instant = z.iso.datetime();
const number = z.number();

export const valueVerdicts = ['good', 'fair', 'poor', 'unsettled', 'thin'] as const;

const holdOut = z.object({
  weeks: z.int(),
  /** Known before those weeks began. */
  people: z.int(),
  byFrequency: z.array(
    z.object({
      /** Repeats before those weeks; the last row holds all from its number on. */
      repeats: z.int(),
      people: z.int(),
      expectedPeople: number,
      expectedLater: number,
      later: number,
    }),
  ),
  /** Repeats from the beginning of the hold-out to the end of each week. */
  byWeek: z.array(z.object({ expected: number, real: number })),
});

export const valueFound = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('fitted'),
    /** BG/NBD; its time unit is a week. */
    model: z.object({ r: number, alpha: number, a: number, b: number }),
    /** False where the search for the parameters did not come to rest. */
    isSettled: z.boolean(),
    people: z.int(),
    repeaters: z.int(),
    /** From the first purchase of all to now. */
    days: z.int(),
    /** Null where too little lies behind to hold weeks out. */
    holdOut: holdOut.nullable(),
    /**
     * Repeats of the held-out weeks were foretold within 10 % (good), 25 % (fair) or not (poor); or too few came to
     * tell (thin), or the parameters did not settle.
     */
    verdict: z.enum(valueVerdicts),
    /** Gamma-Gamma over minor units; null where too few bought again for it. */
    spending: z
      .object({
        currency: z.string(),
        model: z.object({ p: number, q: number, gamma: number }),
        people: z.int(),
        isSettled: z.boolean(),
        /** Pearson's, between how often and how much; the model takes them for unrelated. */
        correlation: number,
        isUnrelated: z.boolean(),
      })
      .nullable(),
  }),
  z.object({ state: z.literal('too_little'), people: z.int(), repeaters: z.int(), days: z.int() }),
]);
export type ValueFound = z.infer<typeof valueFound>;

export const valueView = z.object({
  /** The fit that holds; null before the first. */
  fit: z
    .object({
      id: z.string(),
      /** The last local day whose purchases counted. */
      day: z.iso.date(),
      fittedAt: instant,
      /** Null where the time had come and nobody asked. */
      askedBy: z.string().nullable(),
      found: valueFound,
    })
    .nullable(),
  /** When a fit that is on its way was asked for. */
  pendingSince: instant.nullable(),
  /** True where the last try failed; the fit before it still holds. */
  hasFailed: z.boolean(),
  /** Less than this is too little for a fit. */
  needs: z.object({ people: z.int(), repeaters: z.int(), days: z.int() }),
  /** Days to come for which purchases and amounts are expected. */
  horizonDays: z.int(),
});
export type ValueView = z.infer<typeof valueView>;
