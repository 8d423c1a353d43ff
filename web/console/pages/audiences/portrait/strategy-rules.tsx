import { strategyRules } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { attributeText } from '../attribute-text.ts';

/** The published rules of the eight groups, in the order in which they are tried. */
export function StrategyRules() {
  const { say, language } = useLanguage();
  const text = (value: string) => attributeText(language, value);
  return (
    <details className="strategy-rules">
      <summary>{say('portrait.rules')}</summary>
      <p className="quiet">{say('portrait.rulesText')}</p>
      <ol>
        {strategyRules.map(({ group, tiers, ages: [from, to], level, gender }) => (
          <li key={group}>
            <strong>{text(group)}</strong>
            {': '}
            {[
              to === null ? say('portrait.ageFrom', { from }) : say('portrait.ages', { from, to }),
              tiers.map(text).join(say('portrait.or')),
              ...(gender ? [text(gender)] : []),
              ...(level ? [say(`portrait.level.${level}`)] : []),
            ].join(say('portrait.and'))}
          </li>
        ))}
      </ol>
    </details>
  );
}
