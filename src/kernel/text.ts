/** Values for the places of a text, by name. */
export type TextValues = Readonly<Record<string, string | number>>;

/**
 * Fills `{name}` places; a place without a value stays visible, so a mistake is seen and not hidden. A place such as
 * `{count:like|likes}` is the word for one or the word for any other number.
 */
export function fill(text: string, values: TextValues): string {
  return text.replace(
    /\{(\w+)(?::([^|}]*)\|([^}]*))?\}/g,
    (place, name: string, one: string | undefined, other: string) => {
      const value = values[name];
      if (value === undefined) return place;
      if (one === undefined) return String(value);
      return String(value) === '1' ? one : other;
    },
  );
}
