import { createRoute, z } from '@hono/zod-openapi';
import type { OrganizationId } from '#kernel/ids';
import { actorOf, auditActor, requireActor, writeAudit } from '#organisations';
import {
  answers,
  cursorFrom,
  granted,
  jsonBody,
  newRouter,
  page,
  pageQuery,
  RefusalError,
  showPage,
} from '#platform/http';
import type { MetricParts } from '../answering/asked.ts';
import {
  type CurrencyRate,
  currencyRate,
  currencyRateList,
  currencyRatesOf,
  currencyRatesPut,
  rateDay,
} from '../contract.ts';
import { checkRates } from './check-rates.ts';
import { deleteRates, listRates, putRates } from './currency-rate-store.ts';

const path = '/api/metrics/rates';
const tags = ['Metrics'];
const mayWrite = [requireActor('structure:write')];
const isDay = (part: string | number) => rateDay.safeParse(part).success;
const isCurrency = (part: string | number) => /^[A-Z]{3}$/.test(String(part));

export function rateRoutes(
  { records }: Pick<MetricParts, 'records'>,
  onChange: (organizationId: OrganizationId) => void,
) {
  const list = createRoute({
    method: 'get',
    path,
    tags,
    summary: 'Exchange rates by day, the latest first',
    middleware: [requireActor('metrics:read')],
    request: { query: pageQuery.extend(currencyRatesOf.shape) },
    responses: answers('A page of rates', page(currencyRate)),
  });
  const put = createRoute({
    method: 'put',
    path,
    tags,
    summary: 'Set exchange rates; one of the same day and pair is replaced',
    description:
      'A sum over several currencies is converted at the rate of the day each order was paid. A day without a rate leaves its amounts out, as null.',
    middleware: mayWrite,
    request: { body: jsonBody(currencyRatesPut) },
    responses: answers('The rates as they are kept now', currencyRateList),
  });
  const remove = createRoute({
    method: 'delete',
    path: `${path}/{day}`,
    tags,
    summary: 'Take the rates of a day away, all of them or those of one pair',
    middleware: mayWrite,
    request: { params: z.object({ day: rateDay }), query: currencyRatesOf },
    responses: answers('The rates that were taken away', currencyRateList),
  });

  return newRouter()
    .openapi(list, async (c) => {
      const { limit, cursor, currency, base } = c.req.valid('query');
      const after = cursorFrom<[string, string, string]>(cursor, [isDay, isCurrency, isCurrency]);
      const rows = await records.organization(actorOf(c).organizationId, (trx) =>
        listRates(trx, { currency, base, after, limit: limit + 1 }),
      );
      const cursorOf = (rate: CurrencyRate) => [rate.day, rate.currency, rate.base];
      return c.json(
        showPage(rows, limit, cursorOf, (rate) => rate),
        200,
      );
    })
    .openapi(put, async (c) => {
      const actor = actorOf(c);
      const { organizationId } = actor;
      const { rates } = c.req.valid('json');
      granted(checkRates(rates));
      await records.organization(organizationId, async (trx) => {
        await putRates(trx, organizationId, rates);
        await writeAudit(trx, {
          organizationId,
          actor: auditActor(actor),
          action: 'rates.set',
          subject: { kind: 'currency_rates', id: null },
          detail: { rates: rates.length, ...daysOf(rates) },
        });
      });
      onChange(organizationId);
      return c.json({ rates }, 200);
    })
    .openapi(remove, async (c) => {
      const actor = actorOf(c);
      const { organizationId } = actor;
      const { day } = c.req.valid('param');
      const rates = await records.organization(organizationId, async (trx) => {
        const gone = await deleteRates(trx, day, c.req.valid('query'));
        if (gone.length === 0)
          throw new RefusalError({ code: 'not_found', detail: `There is no such rate for ${day}.` });
        await writeAudit(trx, {
          organizationId,
          actor: auditActor(actor),
          action: 'rates.removed',
          subject: { kind: 'currency_rates', id: null },
          detail: { rates: gone.length, day },
        });
        return gone;
      });
      onChange(organizationId);
      return c.json({ rates }, 200);
    });
}

function daysOf(rates: readonly CurrencyRate[]): { from: string; to: string } {
  const days = rates.map(({ day }) => day).sort();
  return { from: days[0] ?? '', to: days.at(-1) ?? '' };
}
