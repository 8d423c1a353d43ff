import { Tooltip } from '@douyinfe/semi-ui-19';
import type { MetricDefinition, Part } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { ChangeMark } from './change-mark.tsx';
import type { Freshness } from './freshness.ts';
import { FreshnessDot } from './freshness-dot.tsx';
import { fullNumber, shortNumber } from './number-text.ts';
import { type PartDefinitions, PartLine } from './part-line.tsx';
import { SparkLine } from './spark-line.tsx';
import './metric.css';

export type MetricNumberProps = {
  readonly definition: MetricDefinition;
  readonly value: number | null;
  readonly before?: number | null | undefined;
  readonly spark?: readonly (number | null)[];
  /** The place of the point of `spark` that is still running, or -1. */
  readonly sparkRunning?: number;
  readonly currency: string;
  readonly freshness?: Freshness | null;
  /** Of a ratio: what was divided by what. */
  readonly part?: Part | undefined;
  readonly partDefinitions?: PartDefinitions | undefined;
  /** Why there is no value, from the notes of the answer. */
  readonly reason?: string | undefined;
  readonly chosen?: boolean;
  readonly onExplain: () => void;
};

/** Fewer cases than this and a ratio says little. */
const smallSample = 30;

/** One number, its move and its shape. Hover tells what it is; a click opens its explanation. */
export function MetricNumber(props: MetricNumberProps) {
  const {
    definition,
    value,
    before,
    spark,
    sparkRunning = -1,
    currency,
    freshness,
    part,
    reason,
    chosen = false,
    onExplain,
  } = props;
  const { say, language } = useLanguage();
  const form = { unit: definition.unit, currency, language };
  const small =
    part?.denominator !== null && part?.denominator !== undefined && part.denominator < smallSample;
  return (
    <Tooltip
      content={<Hint {...props} />}
      position="top"
      style={{ maxWidth: 340 }}
      mouseEnterDelay={300}
      mouseLeaveDelay={300}
    >
      <button
        type="button"
        className="metric"
        data-chosen={chosen}
        data-metric={definition.id}
        onClick={onExplain}
        // Semi's hint swallows Escape for nothing, and the dialog that the number stands in could not be left by it.
        onKeyDownCapture={(event) => {
          if (event.key === 'Escape') event.stopPropagation();
        }}
      >
        <span className="metric-name">
          {definition.names[language]}
          {freshness ? <FreshnessDot freshness={freshness} /> : null}
        </span>
        <span
          className="metric-value number"
          title={value === null ? (reason ?? say('metric.missing')) : fullNumber(value, form)}
        >
          {value === null ? '–' : shortNumber(value, form)}
        </span>
        <span className="metric-foot">
          {value === null ? (
            <span className="metric-reason">{reason ?? say('metric.missing')}</span>
          ) : (
            <ChangeMark value={value} before={before} unit={definition.unit} better={definition.better} />
          )}
          {small && value !== null ? <span className="metric-small">{say('metric.smallSample')}</span> : null}
          {spark && value !== null ? <SparkLine values={spark} running={sparkRunning} /> : null}
        </span>
      </button>
    </Tooltip>
  );
}

function Hint({ definition, value, currency, part, partDefinitions, reason }: MetricNumberProps) {
  const { language } = useLanguage();
  return (
    <div className="metric-hint">
      <strong>
        {definition.names[language]}
        {value === null ? '' : ` ${fullNumber(value, { unit: definition.unit, currency, language })}`}
      </strong>
      <span>{value === null && reason ? reason : definition.description[language]}</span>
      {part && partDefinitions ? (
        <PartLine part={part} definitions={partDefinitions} currency={currency} />
      ) : null}
    </div>
  );
}
