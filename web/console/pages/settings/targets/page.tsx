import { addMonths } from '#kernel/time';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { useDictionary } from '../../../../ui/api/metrics.ts';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { PageFrame } from '../page-frame.tsx';
import { MonthSwitch } from './month-switch.tsx';
import { TargetForm } from './target-form.tsx';
import { useTargets } from './use-targets.ts';
import './targets.css';

/** Targets of one month, for the organisation, a brand or a shop. Month and place stand in the address. */
export function Page() {
  const { say } = useLanguage();
  const { organization, structure, today, may } = useScope();
  const [search, change] = useSearchParts();
  const dictionary = useDictionary();
  const { targets, error, refetch, save } = useTargets();
  const thisMonth = today.slice(0, 7);
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(search.month ?? '') ? String(search.month) : thisMonth;
  const brand = structure.brands.find(({ id }) => id === search.for);
  const shop = structure.shops.find(({ id }) => id === search.for);
  const place = brand?.id ?? shop?.id ?? 'all';
  const currency = shop?.currency ?? organization.currency;
  const move = (months: number) => {
    const next = addMonths(`${month}-01`, months).slice(0, 7);
    change({ month: next === thisMonth ? undefined : next });
  };
  const metrics = dictionary.data?.metrics.filter((metric) => metric.dictionary !== null);
  const failed = error ?? dictionary.error;
  const living = <One extends { archived: boolean }>(items: readonly One[]) =>
    items.filter((one) => !one.archived);
  return (
    <PageFrame
      title={say('targets.title')}
      text={say('targets.text')}
      tools={
        <div className="target-tools">
          <PlainSelect
            aria-label={say('targets.place')}
            className="target-place"
            value={place}
            options={[
              { value: 'all', label: say('targets.whole', { name: organization.name }) },
              ...living(structure.brands).flatMap((one) => [
                { value: one.id, label: one.name },
                ...living(structure.shops)
                  .filter(({ brandId }) => brandId === one.id)
                  .map(({ id, name }) => ({ value: id, label: `\u2003${name}` })),
              ]),
            ]}
            onChoose={(value) => change({ for: value === 'all' ? undefined : value })}
          />
          <MonthSwitch month={month} onMove={move} />
        </div>
      }
    >
      {failed && !(targets && metrics) ? <ErrorState error={failed} onRetry={refetch} /> : null}
      {!failed && !(targets && metrics) ? <Bones height={44} count={8} /> : null}
      {targets && metrics?.length === 0 ? (
        <EmptyState title={say('targets.emptyTitle')} text={say('targets.emptyText')} />
      ) : null}
      {targets && metrics && metrics.length > 0 ? (
        <TargetForm
          key={`${month} ${place}`}
          metrics={metrics}
          targets={targets}
          month={month}
          brandId={brand?.id ?? null}
          shopId={shop?.id ?? null}
          currency={currency}
          mayWrite={may('targets:write')}
          onSave={save}
        />
      ) : null}
    </PageFrame>
  );
}
