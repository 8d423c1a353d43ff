import { expect, it } from 'vitest';
import { CollectorBusy } from './collector-busy.ts';
import { GroupCommit, type Parcel } from './group-commit.ts';

const parcel = (text: string): Parcel => ({ bytes: Buffer.from(text), rows: 1 });
const limits = { windowMs: 1, rowsMax: 3, waitingBytesMax: 100 };

function held(more = {}) {
  const groups: string[][] = [];
  const ends: { write: () => void; fail: (why: Error) => void }[] = [];
  const commit = new GroupCommit({
    ...limits,
    ...more,
    write: (parcels) => {
      groups.push(parcels.map(({ bytes }) => bytes.toString()));
      return new Promise((write, fail) => ends.push({ write, fail }));
    },
  });
  const begun = (count: number) => expect.poll(() => groups.length).toBe(count);
  return { groups, ends, commit, begun };
}

it('gathers what arrives during one write into the next, up to a bound', async () => {
  const { groups, ends, commit, begun } = held();
  const first = commit.add(parcel('a'));
  await begun(1);
  const others = ['b', 'c', 'd', 'e'].map((text) => commit.add(parcel(text)));
  ends[0]?.write();
  await first;
  await begun(2);
  ends[1]?.write();
  await begun(3);
  ends[2]?.write();
  await Promise.all(others);
  await commit.settled();
  expect(groups).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
});

it('rests after a small group, unless many rows wait', async () => {
  const { groups, ends, commit, begun } = held({ rowsMax: 5_000 });
  const first = commit.add(parcel('a'));
  await begun(1);
  await new Promise((wait) => setTimeout(wait, 50));
  const second = commit.add(parcel('b'));
  ends[0]?.write();
  await first;
  const third = commit.add(parcel('c'));
  await begun(2);
  const many = commit.add({ bytes: Buffer.from('d'), rows: 2_000 });
  ends[1]?.write();
  await begun(3);
  ends[2]?.write();
  await Promise.all([second, third, many]);
  expect(groups).toEqual([['a'], ['b', 'c'], ['d']]);
});

it('acknowledges nothing that was not written, and goes on with the next group', async () => {
  const { ends, commit, begun } = held();
  const lost = commit.add(parcel('a'));
  await begun(1);
  const kept = commit.add(parcel('b'));
  ends[0]?.fail(new Error('store away'));
  await expect(lost).rejects.toThrow('store away');
  await begun(2);
  ends[1]?.write();
  await kept;
});

it('refuses at once what would not fit into memory, until there is room again', async () => {
  const { ends, commit, begun } = held();
  const first = commit.add(parcel('a'));
  await begun(1);
  const full = commit.add(parcel('x'.repeat(90)));
  await expect(commit.add(parcel('y'.repeat(20)))).rejects.toBeInstanceOf(CollectorBusy);
  ends[0]?.write();
  await first;
  await begun(2);
  const again = commit.add(parcel('y'.repeat(20)));
  ends[1]?.write();
  await full;
  await begun(3);
  ends[2]?.write();
  await again;
});
