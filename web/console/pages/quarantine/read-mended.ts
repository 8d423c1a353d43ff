/** An event as a person typed it. Pure. */
export type Mended =
  | { readonly event: Readonly<Record<string, unknown>>; readonly pretty: string; readonly problem: '' }
  | { readonly event: null; readonly pretty: string; readonly problem: string };

export function readMended(text: string): Mended {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return { event: null, pretty: text, problem: (error as Error).message };
  }
  const pretty = JSON.stringify(value, null, 2);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { event: value as Record<string, unknown>, pretty, problem: '' }
    : { event: null, pretty, problem: '{ … }' };
}
