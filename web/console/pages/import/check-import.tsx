import { Button } from '@douyinfe/semi-ui-19';
import { useQuery } from '@tanstack/react-query';
import type { ImportPreview, ImportView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { DateQuestion } from './date-question.tsx';
import { type Changes, withChange } from './mapping.ts';
import { MappingTable } from './mapping-table.tsx';
import { PreviewTable } from './preview-table.tsx';
import { ReadingOptions, type ReadingValues } from './reading-options.tsx';
import { ReadingResult } from './reading-result.tsx';
import { RecognisedFacts } from './recognised-facts.tsx';
import { useImportActs } from './use-import-acts.ts';

/** What was recognised, to be confirmed or corrected before anything is taken. */
export function CheckImport({ item }: { item: ImportView }) {
  const query = useQuery({
    queryKey: ['import-preview', item.id],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => request<ImportPreview>(`/api/imports/${item.id}/preview`, { signal }),
  });
  if (query.data) return <CheckForm item={item} preview={query.data} />;
  return query.error ? (
    <ErrorState error={query.error} onRetry={query.refetch} />
  ) : (
    <Bones height={220} count={2} />
  );
}

function CheckForm({ item, preview }: { item: ImportView; preview: ImportPreview }) {
  const say = useSay();
  const { start } = useImportActs(item.id);
  const isOrders = item.kind === 'orders';
  const mustChoose = preview.dateOrder === 'unsure' || preview.dateOrder === 'contradictory';
  const form = useForm<ReadingValues & { changes: Changes }>({
    draft: `import.${item.id}`,
    initial: {
      changes: {},
      shopId: preview.shopId ?? '',
      currency: '',
      zone: '',
      dateOrder: '',
      decimalMark: preview.decimalMark,
    },
    check: ({ dateOrder }) => ({
      dateOrder: isOrders && mustChoose && !dateOrder ? 'imports.dateNeeded' : undefined,
    }),
    send: ({ changes, shopId, currency, zone, dateOrder, decimalMark }) =>
      start(
        isOrders
          ? {
              mapping: changes,
              options: {
                ...(shopId ? { shopId } : {}),
                ...(currency ? { currency } : {}),
                ...(zone ? { zone } : {}),
                ...(dateOrder ? { dateOrder } : {}),
                ...(decimalMark !== preview.decimalMark ? { decimalMark } : {}),
              },
            }
          : {},
      ),
  });
  const { changes } = form.values;
  const submit = (
    <Button htmlType="submit" theme="solid" size="large" loading={form.busy}>
      {say('imports.start')}
    </Button>
  );
  return (
    <form className="import-check" noValidate onSubmit={form.submit}>
      <section className="card">
        <div className="card-head">
          <h2>{say('imports.checkTitle')}</h2>
          {submit}
        </div>
        <RecognisedFacts preview={preview} />
        {isOrders ? (
          <>
            {mustChoose && !form.values.dateOrder ? <DateQuestion dateOrder={preview.dateOrder} /> : null}
            <ReadingResult preview={preview} stale={Object.keys(changes).length > 0} />
          </>
        ) : (
          <p className="form-text">{say('imports.eventsReady')}</p>
        )}
        <FormFailure error={form.failure} />
      </section>
      {isOrders ? (
        <>
          <section className="card">
            <div className="card-head">
              <div>
                <h2>{say('imports.mapping')}</h2>
                <p>{say(preview.remembered ? 'imports.rememberedText' : 'imports.mappingText')}</p>
              </div>
            </div>
            <MappingTable
              preview={preview}
              changes={changes}
              onChange={(field, column) =>
                form.set('changes', withChange(preview.fields, changes, field, column))
              }
            />
          </section>
          <section className="card">
            <div className="card-head">
              <h2>{say('imports.options')}</h2>
            </div>
            <ReadingOptions form={form} preview={preview} />
          </section>
        </>
      ) : null}
      <section className="card">
        <div className="card-head">
          <h2>{say('imports.preview')}</h2>
        </div>
        <PreviewTable preview={preview} />
      </section>
      <div className="form-actions">{submit}</div>
    </form>
  );
}
