import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Language = 'zh' | 'en';
const folder = join(import.meta.dirname, '..', '..', 'web', 'messages');

/** What the interface says for a key, so that journeys find buttons by the words a person reads. */
export function texts(
  language: Language,
): (key: string, values?: Readonly<Record<string, string>>) => string {
  const messages = JSON.parse(readFileSync(join(folder, `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
  return (key, values = {}) => {
    const text = messages[key];
    if (text === undefined) throw new Error(`The message files have no ${key}.`);
    return text.replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
  };
}
