/** Values for the places of a text, by name. */
export type TextValues = Readonly<Record<string, string | number>>;

/** Fills `{name}` places; a place without a value stays visible, so a mistake is seen and not hidden. */
export function fill(text: string, values: TextValues): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
