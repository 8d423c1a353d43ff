import { Button, Toast } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { CurrencyRate } from '#metrics/contract';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { problemText } from '../../../../ui/state/problem-text.ts';
import { type Column, DataTable } from '../../../../ui/table/data-table.tsx';
import type { useRates } from './use-rates.ts';

type Props = { readonly rates: ReturnType<typeof useRates>; readonly mayWrite: boolean };

const keyOf = ({ day, currency, base }: CurrencyRate) => `${day} ${currency} ${base}`;

/** All its digits, however small: 0.0000001 and never 1e-7. */
const rateText = (rate: number) =>
  rate.toLocaleString('en', { maximumFractionDigits: 15, useGrouping: false });

/** What is kept, the latest day first. Taking one away can be undone. */
export function RateList({ rates, mayWrite }: Props) {
  const { say } = useLanguage();
  const toast = useUndoToast();
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = async (rate: CurrencyRate) => {
    setLeaving(keyOf(rate));
    try {
      await rates.remove(rate);
      toast(say('rates.removed', { currency: rate.currency, day: rate.day }), () => rates.put([rate]));
    } catch (error) {
      const { what, code } = problemText(error);
      Toast.error(`${say(what)} (${code})`);
    } finally {
      setLeaving(null);
    }
  };
  const columns: Column<CurrencyRate>[] = [
    {
      id: 'day',
      title: say('rates.day'),
      width: 108,
      fixed: true,
      render: ({ day }) => day,
      cell: ({ day }) => day,
    },
    {
      id: 'rate',
      title: say('rates.rate'),
      width: 160,
      render: ({ currency, base, rate }) => (
        <span className="number">{`1 ${currency} = ${rateText(rate)} ${base}`}</span>
      ),
      cell: ({ rate }) => rate,
    },
    {
      id: 'currency',
      title: say('rates.pair'),
      width: 130,
      hiddenAtFirst: true,
      render: ({ currency, base }) => `${currency} → ${base}`,
      cell: ({ currency, base }) => `${currency} ${base}`,
    },
  ];
  if (mayWrite) {
    columns.push({
      id: 'remove',
      title: say('rates.act'),
      width: 84,
      render: (rate) => (
        <Button
          size="small"
          theme="borderless"
          aria-label={say('rates.removeOf', { currency: rate.currency, day: rate.day })}
          loading={leaving === keyOf(rate)}
          onClick={() => void remove(rate)}
        >
          {say('rates.remove')}
        </Button>
      ),
      cell: () => '',
    });
  }
  return (
    <section className="card">
      <DataTable<CurrencyRate>
        label={say('rates.title')}
        fileName="exchange-rates"
        columns={columns}
        rows={rates.items}
        rowKey={keyOf}
        error={rates.error}
        onRetry={rates.refetch}
        onMore={rates.more}
        moreLoading={rates.moreLoading}
        empty={<EmptyState title={say('rates.emptyTitle')} text={say('rates.emptyText')} />}
      />
    </section>
  );
}
