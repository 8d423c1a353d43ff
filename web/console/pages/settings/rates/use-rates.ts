import { useQueryClient } from '@tanstack/react-query';
import type { CurrencyRate } from '#metrics/contract';
import { usePages } from '../../../../ui/api/pages.ts';
import { request } from '../../../../ui/api/request.ts';

const path = '/api/metrics/rates';
const key = ['rates'] as const;

/** The rates of the organisation, the latest day first, and how to change them. Numbers are asked again. */
export function useRates() {
  const client = useQueryClient();
  const pages = usePages<CurrencyRate>(key, path);
  const changed = async () => {
    await client.invalidateQueries({ queryKey: key });
    void client.invalidateQueries({ queryKey: ['metrics'] });
  };
  return {
    ...pages,
    put: async (rates: readonly CurrencyRate[]) => {
      await request(path, { method: 'PUT', body: { rates } });
      await changed();
    },
    remove: async ({ day, currency, base }: CurrencyRate) => {
      await request(`${path}/${day}?${new URLSearchParams({ currency, base })}`, { method: 'DELETE' });
      await changed();
    },
  };
}
