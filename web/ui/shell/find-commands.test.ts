import { expect, it } from 'vitest';
import { findCommands } from './find-commands.ts';

const command = (id: string, name: string, words = '') => ({
  id,
  name,
  hint: '',
  words,
  run: () => undefined,
});
const commands = [
  command('gmv', 'Gross merchandise value', 'gmv'),
  command('net', 'Net GMV'),
  command('shop', 'Gmv Street shop'),
];

it('names that begin with the text come first, then names that hold it, then other words', () => {
  expect(findCommands(commands, 'GMV').map(({ id }) => id)).toEqual(['shop', 'net', 'gmv']);
});

it('every typed word must occur', () => {
  expect(findCommands(commands, 'street shop').map(({ id }) => id)).toEqual(['shop']);
  expect(findCommands(commands, 'street nothing')).toEqual([]);
});
