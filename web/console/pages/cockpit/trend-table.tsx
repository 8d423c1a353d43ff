import type { MetricDefinition } from '../../../ui/api/metrics.ts';
import { useLanguage } from '../../../ui/language/language.tsx';
import { ChangeMark } from '../../../ui/metric/change-mark.tsx';
import { fullNumber } from '../../../ui/metric/number-text.ts';
import { useScope } from '../../../ui/shell/scope.tsx';
import type { TrendPoint } from './trend-points.ts';

type Props = {
  readonly name: string;
  readonly points: readonly TrendPoint[];
  readonly definition: MetricDefinition | undefined;
  readonly currency: string | null;
};

/** The same points as the picture, to read exactly. */
export function TrendTable({ name, points, definition, currency }: Props) {
  const { say, language } = useLanguage();
  const scope = useScope();
  const unit = definition?.unit ?? 'count';
  const text = (value: number | null) =>
    value === null ? '–' : fullNumber(value, { unit, currency: currency ?? scope.currency, language });
  return (
    <div className="trend-table">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('trend.time')}</th>
            <th scope="col">{name}</th>
            <th scope="col">{say('trend.before')}</th>
            <th scope="col">{say('table.change')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.time}>
              <th scope="row">{point.label}</th>
              <td>{text(point.value)}</td>
              <td>{text(point.before)}</td>
              <td>
                <ChangeMark
                  value={point.value}
                  before={point.before}
                  unit={unit}
                  better={definition?.better}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
