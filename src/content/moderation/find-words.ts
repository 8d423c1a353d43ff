/**
 * Words of a list that stand in a text, as people write them to slip through: in other widths and cases, with
 * spaces, dots or invisible characters between Chinese characters. Latin words count only as whole words, so that
 * "class" holds no "ass". Pure.
 */
export function findWords(text: string, words: Iterable<string>): string[] {
  const plain = plainText(text);
  const compact = plain.replace(/[^\p{L}\p{N}%]/gu, '');
  const spaced = ` ${plain.replace(/[^\p{L}\p{N}%]+/gu, ' ').trim()} `;
  const found = new Set<string>();
  for (const word of words) {
    const wanted = plainText(word)
      .replace(/[^\p{L}\p{N}%]+/gu, ' ')
      .trim();
    if (wanted === '') continue;
    const isChinese = /\p{Script=Han}/u.test(wanted);
    if (isChinese ? compact.includes(wanted.replaceAll(' ', '')) : spaced.includes(` ${wanted} `))
      found.add(word);
  }
  return [...found];
}

/** One width, one case, nothing invisible. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{Cf}\p{Mn}]/gu, '');
}
