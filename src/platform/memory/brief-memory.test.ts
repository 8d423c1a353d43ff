import { expect, it } from 'vitest';
import { BriefMemory } from './brief-memory.ts';

it('asks once within its life, and again after', async () => {
  let now = 0;
  let asked = 0;
  const memory = new BriefMemory<number>({ lifeMs: 100, now: () => now });
  const find = async () => ++asked;
  expect(await Promise.all([memory.get('a', find), memory.get('a', find)])).toEqual([1, 1]);
  now = 99;
  expect(await memory.get('a', find)).toBe(1);
  now = 100;
  expect(await memory.get('a', find)).toBe(2);
});

it('does not remember a failure', async () => {
  const memory = new BriefMemory<number>({ lifeMs: 100, now: () => 0 });
  await expect(memory.get('a', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await memory.get('a', async () => 1)).toBe(1);
});

it('stays bounded under ever new keys', async () => {
  let asked = 0;
  const memory = new BriefMemory<number>({ lifeMs: 100, sizeMax: 3, now: () => 0 });
  const find = async () => ++asked;
  for (const key of ['a', 'b', 'c', 'd']) await memory.get(key, find);
  await memory.get('d', find);
  expect(asked).toBe(4);
  await memory.get('a', find);
  expect(asked).toBe(5);
});

it('asks for many keys in one question, and only for those it does not remember', async () => {
  let now = 0;
  const questions: string[][] = [];
  const memory = new BriefMemory<number | null>({ lifeMs: 100, now: () => now });
  const findMany = async (missing: readonly string[]) => {
    questions.push([...missing]);
    return new Map(missing.filter((key) => key !== 'none').map((key) => [key, key.length]));
  };
  const first = await memory.getMany(['a', 'bb', 'a', 'none'], findMany, null);
  expect([...first]).toEqual([
    ['a', 1],
    ['bb', 2],
    ['none', null],
  ]);
  await memory.getMany(['bb', 'ccc', 'none'], findMany, null);
  expect(questions).toEqual([['a', 'bb', 'none'], ['ccc']]);
  memory.forget('a');
  now = 50;
  await memory.getMany(['a', 'bb'], findMany, null);
  expect(questions.at(-1)).toEqual(['a']);
});
