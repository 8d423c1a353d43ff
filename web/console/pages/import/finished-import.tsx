import { IconAlertTriangle, IconTickCircle } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import type { ImportView } from '#shop/contract';
import { PageLink } from '../../../ui/address/page-link.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { outcomeOf } from './outcome.ts';
import { useImportActs } from './use-import-acts.ts';

/** What came of it: what is in, what was new, what was not taken. */
export function FinishedImport({ item }: { item: ImportView }) {
  const { say, language } = useLanguage();
  const { summary, progress, state } = item;
  const count = (value: number | undefined) =>
    fullNumber(value ?? 0, { unit: 'count', currency: 'CNY', language });
  const money = (amounts: Readonly<Record<string, number>> | undefined) => {
    const texts = Object.entries(amounts ?? {}).map(([currency, value]) =>
      fullNumber(value, { unit: 'money', currency, language }),
    );
    return texts.length > 0 ? texts.join(' + ') : '–';
  };
  const outcome = outcomeOf(item);
  const figures: (readonly [string, string, string?])[] =
    item.kind === 'events'
      ? [
          [say('imports.eventsTaken'), count(progress.rowsTaken)],
          [say('imports.rejected'), count(progress.rowsRejected)],
        ]
      : [
          [say('imports.orders'), count(summary.orders), `${count(summary.lines)} ${say('imports.lines')}`],
          [say('imports.gmv'), money(summary.gmv)],
          [say('imports.refunds'), count(summary.refunds), money(summary.refundAmount)],
          [
            say('imports.withoutOrder'),
            count(summary.refundsWithoutOrder),
            money(summary.refundAmountWithoutOrder),
          ],
          [say('imports.rejected'), count(progress.rowsRejected)],
        ];
  return (
    <section className="card import-finished">
      {state === 'done' ? (
        <div className="form-good">
          <IconTickCircle />
          <div>
            <strong>{say('imports.doneTitle')}</strong>{' '}
            {outcome === 'nothing_new' ? say('imports.nothingNew') : null}
            {outcome === 'changed'
              ? say('imports.changed', {
                  orders: count(summary.ordersChanged),
                  refunds: count(summary.refundsChanged),
                })
              : null}
          </div>
          <PageLink to="/cockpit">{say('imports.seeNumbers')}</PageLink>
        </div>
      ) : (
        <Stopped item={item} />
      )}
      <dl className="import-figures">
        {figures.map(([name, value, note]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="number">{value}</dd>
            {note && note !== '–' ? <dd className="quiet number">{note}</dd> : null}
          </div>
        ))}
      </dl>
      {(summary.refundsWithoutOrder ?? 0) > 0 ? (
        <p className="form-text">{say('imports.withoutOrderText')}</p>
      ) : null}
    </section>
  );
}

function Stopped({ item }: { item: ImportView }) {
  const { say } = useLanguage();
  const { start } = useImportActs(item.id);
  const form = useForm({ initial: {}, send: () => start({}) });
  return (
    <form className="form" onSubmit={form.submit}>
      <div className="form-note">
        <IconAlertTriangle />
        <div>
          <strong>{say(item.state === 'failed' ? 'imports.failedTitle' : 'imports.cancelledTitle')}</strong>{' '}
          {say(item.hasFile ? 'imports.failedText' : 'imports.fileGone')}
          {item.error ? <div className="mono">{item.error}</div> : null}
        </div>
      </div>
      {item.hasFile ? (
        <>
          <FormFailure error={form.failure} />
          <div className="form-actions form-start">
            <Button htmlType="submit" theme="solid" loading={form.busy}>
              {say('imports.goOn')}
            </Button>
          </div>
        </>
      ) : null}
    </form>
  );
}
