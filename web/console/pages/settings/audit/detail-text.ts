/** What changed, as one line: `role: ads → content, name: Lin`. Pure. */
export function detailText(
  detail: Readonly<Record<string, unknown>>,
  nameOf = (part: string) => part,
): string {
  return Object.entries(detail)
    .map(([name, value]) => `${nameOf(name)}: ${valueText(value)}`)
    .join(', ');
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (Array.isArray(value)) return value.map(valueText).join(' ');
  if (typeof value !== 'object') return String(value);
  const { from, to, before, after } = value as Record<string, unknown>;
  if ('from' in value && 'to' in value) return `${valueText(from)} → ${valueText(to)}`;
  if ('before' in value && 'after' in value) return `${valueText(before)} → ${valueText(after)}`;
  return JSON.stringify(value);
}
