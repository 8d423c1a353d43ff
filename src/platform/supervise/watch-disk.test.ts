import { expect, it } from 'vitest';
import { watchDisk } from './watch-disk.ts';

const megabyte = 2 ** 20;

it('tells of a full disk once, and of room once there is a good deal of it', () => {
  let free = 500 * megabyte;
  const told: string[] = [];
  const { look, tellFull, stop } = watchDisk(
    '/',
    (state) => told.push(state),
    () => free,
  );
  stop();
  for (const megabytes of [500, 19, 0, 30, 10, 39, 41, 100]) {
    free = megabytes * megabyte;
    look();
  }
  expect(told).toEqual(['full', 'roomy']);
  tellFull();
  tellFull();
  expect(told).toEqual(['full', 'roomy', 'full']);
});
