/** What one list may hold, as the API bounds it. */
export const wordsMax = 500;
export const wordLengthMax = 60;

/** Words as people paste them, one a line or between commas: each once, in their order. Pure. */
export function readWords(text: string): string[] {
  const words = text
    .split(/[\n,，、;；]+/)
    .map((word) => word.trim().replace(/\s+/g, ' '))
    .filter((word) => word !== '');
  return [...new Set(words)];
}
