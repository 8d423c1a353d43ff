/** How parts of an audit entry and their values are called. */
export type DetailNames = {
  readonly part: (part: string) => string;
  readonly value: (part: string, value: string) => string;
};

const asTheyStand: DetailNames = { part: (part) => part, value: (_part, value) => value };

/** What changed, as one line: `role: ads → content, name: Lin`. Pure. */
export function detailText(
  detail: Readonly<Record<string, unknown>>,
  names: DetailNames = asTheyStand,
): string {
  return Object.entries(detail)
    .map(([part, value]) => `${names.part(part)}: ${valueText(value, (text) => names.value(part, text))}`)
    .join(', ');
}

function valueText(value: unknown, nameOf: (text: string) => string): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map((one) => valueText(one, nameOf)).join(' · ');
  if (typeof value !== 'object') return nameOf(String(value));
  const { from, to, before, after } = value as Record<string, unknown>;
  if ('from' in value && 'to' in value) return `${valueText(from, nameOf)} → ${valueText(to, nameOf)}`;
  if ('before' in value && 'after' in value)
    return `${valueText(before, nameOf)} → ${valueText(after, nameOf)}`;
  return JSON.stringify(value);
}
