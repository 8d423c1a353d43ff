import type { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { addDays, dateOf, daysBetween } from '#kernel/time';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import { failFit, finishFit, forgetOldFits, type ValueFitId } from './fits-store.ts';
import {
  type Bought,
  readBuyers,
  readHistories,
  readPulses,
  readReach,
  readSpending,
} from './histories-store.ts';
import { writeScores } from './scores-store.ts';
import type { ValueFound } from './value-contract.ts';
import { daysPerWeek, type ValueFit } from './value-fit.ts';
import { type ValueThread, withValueThread } from './value-thread.ts';

export type ValueParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly forgotten: Forgotten;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

/** A quarter of what lies behind is held out, a week at least and a season at most; of less than three weeks nothing. */
const heldWeeksMax = 13;
const holdableDaysMin = 21;
/** Up to so many buyers histories keep their days; of more they are rounded to weeks, so that groups stay few. */
const exactPeopleMax = 20_000;
const spendersMax = 10_000;
/** Person numbers that are scored at a time. */
const numbersPerPart = 100_000;

/** Fits the value of an organisation's customers as of its last whole day, scores each of them, and keeps both. */
export async function fitOrganization(
  parts: ValueParts,
  organizationId: OrganizationId,
  fitId: ValueFitId,
  signal: AbortSignal,
): Promise<void> {
  const { records, columnar, now } = parts;
  const within = <Value>(work: Parameters<typeof records.organization<Value>>[1]) =>
    records.organization(organizationId, work);
  try {
    const { zone, currency } = (await parts.structureOf(organizationId)).organization;
    const fittedAt = new Date(now());
    const bought: Bought = { organizationId, zone, day: addDays(dateOf(now(), zone), -1) };
    const pulse = (await readPulses(columnar, organizationId)).get(organizationId) ?? '';
    const found = await withValueThread(signal, async (thread) => {
      const fit = await fitBought(columnar, thread, bought, currency);
      if (fit.state === 'fitted')
        await scoreAll(parts, thread, bought, currency, fit, { id: fitId, fittedAt });
      return fit;
    });
    await within(async (trx) => {
      await finishFit(trx, fitId, { day: bought.day, fittedAt, pulse, found: foundOf(found, currency) });
      await forgetOldFits(trx);
    });
  } catch (error) {
    await within((trx) => failFit(trx, fitId));
    throw error;
  }
}

async function fitBought(
  columnar: Columnar,
  thread: ValueThread,
  bought: Bought,
  currency: string,
): Promise<ValueFit> {
  const { people, firstDay } = await readReach(columnar, bought);
  const behind = firstDay === null ? 0 : daysBetween(firstDay, bought.day);
  const quarter = Math.max(1, Math.floor(behind / 4 / daysPerWeek));
  const heldWeeks = behind < holdableDaysMin ? 0 : Math.min(heldWeeksMax, quarter);
  const stepDays = people > exactPeopleMax ? daysPerWeek : 1;
  const until = addDays(bought.day, -heldWeeks * daysPerWeek);
  const [histories, held, spending] = await Promise.all([
    readHistories(columnar, bought, { until: bought.day, weeks: 0, stepDays }),
    heldWeeks === 0 ? [] : readHistories(columnar, bought, { until, weeks: heldWeeks, stepDays }),
    readSpending(columnar, bought, { currency, peopleMax: spendersMax }),
  ]);
  return thread.fit({ histories, held, heldWeeks, spending });
}

async function scoreAll(
  parts: ValueParts,
  thread: ValueThread,
  bought: Bought,
  currency: string,
  fit: Extract<ValueFit, { state: 'fitted' }>,
  written: { readonly id: ValueFitId; readonly fittedAt: Date },
): Promise<void> {
  const { columnar } = parts;
  const models = { buying: fit.model, spending: fit.spending?.model ?? null };
  const { personMax } = await readReach(columnar, bought);
  for (let from = 0; from <= personMax; from += numbersPerPart) {
    const buyers = await readBuyers(columnar, bought, { currency, from, to: from + numbersPerPart });
    if (buyers.length === 0) continue;
    await writeScores(parts, bought.organizationId, written, await thread.score(models, buyers));
  }
}

const foundOf = (fit: ValueFit, currency: string): ValueFound =>
  fit.state === 'too_little'
    ? fit
    : {
        ...fit,
        holdOut: fit.holdOut && {
          ...fit.holdOut,
          byFrequency: [...fit.holdOut.byFrequency],
          byWeek: [...fit.holdOut.byWeek],
        },
        spending: fit.spending && { ...fit.spending, currency },
      };
