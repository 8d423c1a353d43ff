import type { MetricDefinition, Part } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { fullNumber } from './number-text.ts';

/** Numerator, then denominator. */
export type PartDefinitions = readonly [MetricDefinition, MetricDefinition];

/** `Buyers 1,204 ÷ Visitors 51,300`: what a ratio was divided from. */
export function PartLine({
  part,
  definitions,
  currency,
}: {
  part: Part;
  definitions: PartDefinitions;
  currency: string;
}) {
  const { language } = useLanguage();
  const text = (definition: MetricDefinition, value: number | null) =>
    `${definition.names[language]} ${value === null ? '–' : fullNumber(value, { unit: definition.unit, currency, language })}`;
  return (
    <span className="number">
      {text(definitions[0], part.numerator)} ÷ {text(definitions[1], part.denominator)}
    </span>
  );
}

export function partDefinitionsOf(
  definition: MetricDefinition,
  byId: ReadonlyMap<string, MetricDefinition>,
): PartDefinitions | undefined {
  const numerator = byId.get(definition.parts?.numerator ?? '');
  const denominator = byId.get(definition.parts?.denominator ?? '');
  return numerator && denominator ? [numerator, denominator] : undefined;
}
