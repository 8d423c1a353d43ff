import { expect, it } from 'vitest';
import { titleOf } from './upload-file.ts';

it('a file’s name becomes a title to begin with', () => {
  expect(titleOf('夏日_防晒.mp4')).toBe('夏日 防晒');
  expect(titleOf('linen  shirt_01.MP4')).toBe('linen shirt 01');
  expect(titleOf('.mp4')).toBe('.mp4');
  expect(titleOf(`${'x'.repeat(300)}.mp4`)).toHaveLength(120);
});
