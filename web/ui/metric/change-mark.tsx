import type { Unit } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { type Better, changeOf, judgementOf } from './change.ts';
import { percent } from './number-text.ts';
import './metric.css';

type Props = {
  readonly value: number | null | undefined;
  readonly before: number | null | undefined;
  readonly unit: Unit;
  /** Which way of the metric is better; without it the move is not judged. */
  readonly better?: Better | undefined;
};

/**
 * An arrow, a size and a colour, all three of the direction; whether it is good news is a word beside them. The word is
 * seen where less is better, because there the arrow alone misleads; elsewhere it is only read aloud.
 */
export function ChangeMark({ value, before, unit, better = 'neither' }: Props) {
  const { say, language } = useLanguage();
  const change = changeOf(value, before, unit);
  if (change.kind === 'none') {
    const reason = {
      no_value: 'change.noValue',
      no_comparison: 'change.noComparison',
      from_zero: 'change.fromZero',
    } as const;
    return (
      <span className="change" title={say(reason[change.reason])}>
        –
      </span>
    );
  }
  const size = Math.abs(change.size);
  const text =
    change.kind === 'points'
      ? say('change.points', { points: (size * 100).toFixed(size < 0.0995 ? 2 : 1) })
      : percent(size, language, size >= 10 ? 0 : 1);
  const judgement = judgementOf(change, better);
  const arrow = { up: '▲', down: '▼', flat: '' }[change.direction];
  return (
    <span className={`change change-${change.direction} number`}>
      {arrow ? <span aria-hidden="true">{arrow}</span> : null}
      <span className="visually-hidden">
        {change.direction === 'flat' ? '' : say(change.direction === 'up' ? 'change.up' : 'change.down')}
      </span>
      {text}
      {judgement === 'none' ? null : (
        <span className={better === 'down' ? `change-judgement change-${judgement}` : 'visually-hidden'}>
          {say(judgement === 'worse' ? 'change.worse' : 'change.better')}
        </span>
      )}
    </span>
  );
}
