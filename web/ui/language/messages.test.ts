import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { messages, preferredLanguage } from './messages.ts';

const web = join(import.meta.dirname, '..', '..');
const sources = readdirSync(web, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !name.startsWith('dist'))
  .map((name) => ({ name, text: readFileSync(join(web, name), 'utf8') }));
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('the messages', () => {
  it('have the same keys in both languages', () => {
    expect(Object.keys(messages.zh).sort()).toEqual(Object.keys(messages.en).sort());
  });
  it('have the same places to fill in both languages, and no empty text', () => {
    for (const [key, text] of Object.entries(messages.en)) {
      const chinese = (messages.zh as Record<string, string>)[key] ?? '';
      expect(places(chinese), key).toEqual(places(text));
      expect(text.trim() && chinese.trim(), key).not.toBe('');
    }
  });
  it('exist for every key that a page says', () => {
    const said = sources.flatMap(({ name, text }) =>
      [...text.matchAll(/\bsay\(\s*'([^']+)'/g)].map((match) => ({ name, key: match[1] ?? '' })),
    );
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter(({ key }) => !(key in messages.en))).toEqual([]);
  });
  it('are the only place with Chinese text', () => {
    expect(
      sources
        .filter(({ text }) => /[\u4e00-\u9fff]/.test(text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')))
        .map(({ name }) => name),
    ).toEqual([]);
  });
});

it('a browser that asks for any Chinese gets Chinese, others English', () => {
  expect(preferredLanguage(['zh-TW', 'en'])).toBe('zh');
  expect(preferredLanguage(['de', 'zh'])).toBe('en');
  expect(preferredLanguage([])).toBe('en');
});
