import type { QuarantineCounts } from '#events/contract';
import { useLanguage } from '../../../ui/language/language.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';

const shownMax = 8;

type Props = {
  readonly counts: QuarantineCounts;
  readonly chosen: { readonly reason: string | undefined; readonly event: string | undefined };
  readonly onChoose: (reason: string | undefined, event: string | undefined) => void;
};

/** The most frequent reasons as bars; one can be chosen, and chosen off again. */
export function ReasonList({ counts, chosen, onChoose }: Props) {
  const { say, language } = useLanguage();
  const most = counts.reasons[0]?.count ?? 1;
  return (
    <section className="card">
      <div className="card-head">
        <div>
          <h2>{say('quarantine.reasons')}</h2>
          <p>{say('quarantine.reasonsText')}</p>
        </div>
      </div>
      <ul className="reasons">
        {counts.reasons.slice(0, shownMax).map(({ code, event, field, count }) => {
          const isChosen = chosen.reason === code && (chosen.event ?? '') === event;
          return (
            <li key={`${code} ${event} ${field}`}>
              <button
                type="button"
                className="m-plain reason"
                aria-pressed={isChosen}
                onClick={() =>
                  isChosen ? onChoose(undefined, undefined) : onChoose(code, event || undefined)
                }
              >
                <span className="reason-name">
                  {say(`quarantine.code.${code}`)}
                  {field ? <code>{field}</code> : null}
                  {event ? <span className="quiet">{event}</span> : null}
                </span>
                <span className="reason-bar">
                  <span style={{ width: `${Math.max(1, (count / most) * 100)}%` }} />
                </span>
                <span className="number">
                  {fullNumber(count, { unit: 'count', currency: 'CNY', language })}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
