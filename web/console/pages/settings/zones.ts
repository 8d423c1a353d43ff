/** Every zone the browser knows, the ones our brands are in first. */
const first = [
  'Asia/Shanghai',
  'Asia/Hong_Kong',
  'Asia/Singapore',
  'Asia/Tokyo',
  'Europe/London',
  'America/New_York',
  'UTC',
];

export function zoneOptions(current?: string): { value: string; label: string }[] {
  const all = new Set([...first, ...Intl.supportedValuesOf('timeZone'), ...(current ? [current] : [])]);
  return [...all].map((zone) => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetOf(zone)})` }));
}

function offsetOf(zone: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    timeZoneName: 'shortOffset',
  }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
