import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verbs } from './verbs.ts';

const root = join(import.meta.dirname, '..', '..');

/** Verbs that a text names, as `npm start`, as `meadow -- verb` or as `and: verb` beside another. */
function verbsIn(text: string): string[] {
  const named = [...text.matchAll(/meadow -- (\w+)|npm (start)\b|(?:and: |以及:)(\w+)/g)];
  return [...new Set(named.flatMap(([, ...words]) => words.filter((word) => word !== undefined)))].sort();
}

it.each(['README.md', 'README.zh-CN.md'])(
  '%s lists every verb that is for people, and no other',
  async (file) => {
    const loaded = await Promise.all(
      Object.entries(verbs).map(async ([name, load]) => ({ name, ...(await load()) })),
    );
    const forPeople = loaded.filter(({ verb }) => !verb.isInternal).map(({ name }) => name);
    expect(verbsIn(readFileSync(join(root, file), 'utf8'))).toEqual(forPeople.sort());
  },
);
