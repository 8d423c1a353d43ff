import type { ReviewReason } from '../contract.ts';
import { elementAxes } from '../contract.ts';
import type { Video } from './video.ts';

export type Reviewed = Pick<Video, 'title' | 'kind' | 'elements' | 'category' | 'productIds'> & {
  readonly file: object | null;
};

/**
 * What keeps a video from being published, each with the field at fault; empty where nothing does. `wordsIn` answers
 * the forbidden words of a text. Pure.
 */
export function reviewVideo(video: Reviewed, wordsIn: (text: string) => readonly string[]): ReviewReason[] {
  const reasons: ReviewReason[] = [];
  const say = (code: ReviewReason['code'], field: string, word: string | null = null) =>
    reasons.push({ code, field, word });
  if (video.file === null) say('no_file', 'uploadId');
  if (!/[\p{L}\p{N}]/u.test(video.title)) say('no_title', 'title');
  if (video.kind === 'selling' && video.productIds.length === 0) say('no_product', 'productIds');
  const texts: [string, string][] = [
    ['title', video.title],
    ['category', video.category ?? ''],
    ...elementAxes.map((axis): [string, string] => [
      `elements.${axis}`,
      (video.elements[axis] ?? []).join('\n'),
    ]),
  ];
  for (const [field, text] of texts) for (const word of wordsIn(text)) say('forbidden_word', field, word);
  return reasons;
}

/** One sentence for a reason, for programs and logs; pages say it in their own language. */
export function reasonText({ code, word }: ReviewReason): string {
  switch (code) {
    case 'no_file':
      return 'The video has no file yet.';
    case 'no_title':
      return 'The title says nothing.';
    case 'no_product':
      return 'A selling video links at least one product.';
    case 'forbidden_word':
      return `“${word}” may not be said.`;
  }
}
