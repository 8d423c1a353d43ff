import { type ForbiddenWord, forbiddenWords } from './forbidden-words-data.ts';

/** What the review looks at. */
export type Reviewed = {
  readonly name: string;
  readonly sellingPoint: string;
  readonly description: string;
  readonly skus: readonly { readonly name: string; readonly price: number; readonly available: number }[];
  readonly pictures: number;
};

export const reviewCodes = ['forbidden_word', 'picture_missing', 'price_missing', 'no_stock'] as const;
export type ReviewReason = {
  readonly code: (typeof reviewCodes)[number];
  readonly field: 'name' | 'sellingPoint' | 'description' | 'skus' | 'pictures';
  /** The claim that may not be made. */
  readonly word?: string;
};

/** The claims in a text, each once; width and case do not hide them, nor spaces between its characters. */
export function forbiddenIn(text: string, words: readonly ForbiddenWord[] = forbiddenWords): string[] {
  const plain = squeeze(text);
  return words.flatMap(({ word, except = [] }) => {
    const rest = except.reduce((left, harmless) => left.replaceAll(squeeze(harmless), '\n'), plain);
    return rest.includes(squeeze(word)) ? [word] : [];
  });
}

const squeeze = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\u200b-\u200d]/g, '');

/**
 * The automatic review 机审 of a market that a brand runs for itself: every reason against the product, none when it
 * passes. It says what is missing all at once, so that nobody submits five times.
 */
export function review(product: Reviewed): ReviewReason[] {
  return [...reviewContent(product), ...stockReason(product)];
}

/** The part that must hold as long as shoppers see the product; stock may run out. */
export function reviewContent(product: Reviewed): ReviewReason[] {
  const texts = [
    ['name', product.name],
    ['sellingPoint', product.sellingPoint],
    ['description', product.description],
    ['skus', product.skus.map(({ name }) => name).join('\n')],
  ] as const;
  const words = texts.flatMap(([field, text]) =>
    forbiddenIn(text).map((word): ReviewReason => ({ code: 'forbidden_word', field, word })),
  );
  return [
    ...words,
    ...(product.pictures === 0 ? [{ code: 'picture_missing', field: 'pictures' } as const] : []),
    ...(product.skus.length === 0 ? [{ code: 'price_missing', field: 'skus' } as const] : []),
  ];
}

const stockReason = ({ skus }: Reviewed): ReviewReason[] =>
  skus.length > 0 && skus.every(({ available }) => available <= 0)
    ? [{ code: 'no_stock', field: 'skus' }]
    : [];
