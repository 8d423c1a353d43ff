import { Button, Input } from '@douyinfe/semi-ui-19';
import { addMonths } from '#kernel/time';
import type { MetricDefinitionView, MetricTarget, MetricTargetView } from '#metrics/contract';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { currencySign } from '../../../../ui/metric/number-text.ts';
import { changedTargets, placeTargets } from './changed-targets.ts';
import { monthText } from './month-text.ts';
import { readTarget, typedTarget } from './target-text.ts';

type Props = {
  readonly metrics: readonly MetricDefinitionView[];
  readonly targets: readonly MetricTargetView[];
  readonly month: string;
  readonly brandId: string | null;
  readonly shopId: string | null;
  readonly currency: string;
  readonly mayWrite: boolean;
  readonly onSave: (targets: readonly MetricTarget[]) => Promise<void>;
};

/** One line a metric: what the month before aimed at, and what this one does. */
export function TargetForm(props: Props) {
  const { metrics, targets, month, brandId, shopId, currency, mayWrite, onSave } = props;
  const { say, language } = useLanguage();
  const toast = useUndoToast();
  const place = { brandId, shopId };
  const stored = placeTargets(targets, month, place);
  const before = placeTargets(targets, addMonths(`${month}-01`, -1).slice(0, 7), place);
  const typed = (values: ReadonlyMap<string, number>) =>
    Object.fromEntries(
      metrics.map(({ id, unit }) => {
        const value = values.get(id);
        return [id, value === undefined ? '' : typedTarget(value, unit, currency)];
      }),
    );
  const read = (texts: Readonly<Record<string, string>>) =>
    new Map(metrics.map(({ id, unit }) => [id, readTarget(texts[id] ?? '', unit, currency)]));
  const form = useForm<Record<string, string>>({
    draft: `targets.${month}.${shopId ?? brandId ?? 'all'}`,
    initial: typed(stored),
    check: (texts) =>
      Object.fromEntries(
        [...read(texts)]
          .filter(([, value]) => value === undefined)
          .map(([id]) => [id, 'targets.numberWrong']),
      ),
    send: async (texts) => {
      const changes = changedTargets(stored, read(texts), month, place);
      if (changes.length === 0) return;
      const back = changes.map((one) => ({ ...one, value: stored.get(one.metric) ?? null }));
      await onSave(changes);
      toast(say('targets.saved', { month: monthText(month, language) }), async () => {
        await onSave(back);
        form.reset(typed(stored));
      });
    },
  });
  const changed = changedTargets(stored, read(form.values), month, place).length;
  const takeOver = () => {
    for (const [id, text] of Object.entries(typed(before))) if (text && !form.values[id]) form.set(id, text);
  };
  const signOf = (unit: string) =>
    unit === 'money' ? currencySign(currency, language) : unit === 'share' ? '%' : '';
  return (
    <form className="card target-form" noValidate onSubmit={form.submit}>
      <table className="targets">
        <thead>
          <tr>
            <th scope="col">{say('targets.metric')}</th>
            <th scope="col" className="targets-before">
              {say('targets.lastMonth')}
            </th>
            <th scope="col">{say('targets.target')}</th>
          </tr>
        </thead>
        <tbody>
          {metrics.map((metric) => {
            const last = before.get(metric.id);
            const error = form.errors[metric.id];
            const sign = signOf(metric.unit);
            return (
              <tr key={metric.id}>
                <th scope="row" title={metric.id}>
                  {metric.names[language]}
                </th>
                <td className="number targets-before">
                  {last === undefined ? '–' : typedTarget(last, metric.unit, currency)}
                </td>
                <td>
                  <Input
                    id={form.idOf(metric.id)}
                    aria-label={metric.names[language]}
                    inputMode="decimal"
                    disabled={!mayWrite}
                    placeholder={say('targets.none')}
                    validateStatus={error ? 'error' : 'default'}
                    aria-invalid={error !== undefined}
                    {...(sign ? (metric.unit === 'share' ? { suffix: sign } : { prefix: sign }) : {})}
                    value={form.values[metric.id] ?? ''}
                    onChange={(value) => form.set(metric.id, value)}
                  />
                  {error ? (
                    <p className="field-error" role="alert">
                      {error}
                    </p>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <FormFailure error={form.failure} />
      {mayWrite ? (
        <div className="form-actions target-actions">
          {before.size > 0 ? <Button onClick={takeOver}>{say('targets.copyLast')}</Button> : null}
          <span className="shell-space" />
          {changed > 0 ? <span className="quiet">{say('targets.unsaved', { count: changed })}</span> : null}
          <Button disabled={changed === 0} onClick={() => form.reset(typed(stored))}>
            {say('targets.discard')}
          </Button>
          <Button htmlType="submit" theme="solid" loading={form.busy} disabled={changed === 0}>
            {say('form.save')}
          </Button>
        </div>
      ) : (
        <p className="form-text">{say('settings.forbidden')}</p>
      )}
    </form>
  );
}
