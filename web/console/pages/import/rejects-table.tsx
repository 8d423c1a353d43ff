import { Button } from '@douyinfe/semi-ui-19';
import type { ImportReject, ImportView } from '#shop/contract';
import { type PageOf, usePages } from '../../../ui/api/pages.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { ErrorState } from '../../../ui/state/error-state.tsx';
import { reasonText } from '../../../ui/state/reason-text.ts';
import { Bones } from '../../../ui/state/skeletons.tsx';
import { codeText, fieldText } from './field-text.ts';

type RejectPage = PageOf<ImportReject> & {
  readonly byCode: readonly { readonly code: string; readonly rows: number }[];
};

/** Rows that were not taken, with why; all of them as a file to mend. */
export function RejectsTable({ item }: { item: ImportView }) {
  const { say, language } = useLanguage();
  const path = `/api/imports/${item.id}/rejects`;
  const rejects = usePages<ImportReject, RejectPage>(['import-rejects', item.id], path);
  const count = (value: number) => fullNumber(value, { unit: 'count', currency: 'CNY', language });
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('imports.rejects')}</h2>
          <p>{say('imports.rejectsText')}</p>
        </div>
        <a className="m-button" href={`${path}.csv`} download>
          {say('imports.rejectsCsv')}
        </a>
      </div>
      {rejects.error && !rejects.items ? (
        <ErrorState error={rejects.error} onRetry={rejects.refetch} />
      ) : null}
      {!rejects.items && !rejects.error ? <Bones height={40} count={4} /> : null}
      <ul className="reject-codes">
        {rejects.first?.byCode.map(({ code, rows }) => (
          <li key={code} className="tag tag-bad">
            {codeText(code, language)} <span className="number">{count(rows)}</span>
          </li>
        ))}
      </ul>
      {rejects.items && rejects.items.length > 0 ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls sideways must be reachable by keys.
        <section className="preview rejects" tabIndex={0} aria-label={say('imports.rejects')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('imports.rejectRow')}</th>
                <th scope="col">{say('imports.reason')}</th>
                <th scope="col">{say('imports.raw')}</th>
              </tr>
            </thead>
            <tbody>
              {rejects.items.map((reject) => (
                <tr key={reject.row}>
                  <td className="number">{reject.row}</td>
                  <td className="reject-reason">
                    {reject.field ? <strong>{fieldText(reject.field, say)}: </strong> : null}
                    {codeText(reject.code, language)}
                    <span className="reject-detail">{reasonText(reject, language)}</span>{' '}
                    <code>{reject.code}</code>
                  </td>
                  <td className="mono reject-raw">{reject.raw}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {rejects.more ? (
        <Button block loading={rejects.moreLoading} onClick={rejects.more}>
          {say('table.more')}
        </Button>
      ) : null}
    </section>
  );
}
