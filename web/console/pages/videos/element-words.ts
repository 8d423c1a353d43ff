/** Words of a matrix axis as people type them: between commas of any script. */
export function splitWords(text: string): string[] {
  const words = text.split(/[,，、;；\n]/).map((word) => word.trim().slice(0, 30));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, 10);
}

export const joinWords = (words: readonly string[] | undefined): string => (words ?? []).join(', ');
