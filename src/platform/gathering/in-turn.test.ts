import { expect, it } from 'vitest';
import { inTurn } from './index.ts';

/** Readings of something that changes, each answered when the test says so, and what was made of them last. */
function reader() {
  const asked: { readonly seen: string; readonly answer: () => void; readonly fail: () => void }[] = [];
  const state = { truth: 'before', known: '' };
  const read = async () => {
    const seen = state.truth;
    await new Promise<void>((answer, reject) =>
      asked.push({ seen, answer, fail: () => reject(new Error('away')) }),
    );
    state.known = seen;
    return seen;
  };
  const begun = (count: number) => expect.poll(() => asked.length).toBe(count);
  return { state, asked, begun, read: inTurn(read) };
}

it('lets no late answer cover a newer one', async () => {
  const { state, asked, begun, read } = reader();
  const early = read();
  await begun(1);
  state.truth = 'after';
  const late = read();
  // Were both asked at once, the second could be answered first.
  asked[1]?.answer();
  asked[0]?.answer();
  await begun(2);
  asked[1]?.answer();
  expect([await early, await late, state.known]).toEqual(['before', 'after', 'after']);
});

it('goes on after a failure, which is told to whose it was alone', async () => {
  const { asked, begun, read } = reader();
  const failing = read();
  const next = read();
  await begun(1);
  asked[0]?.fail();
  await expect(failing).rejects.toThrow('away');
  await begun(2);
  asked[1]?.answer();
  expect(await next).toBe('before');
});
