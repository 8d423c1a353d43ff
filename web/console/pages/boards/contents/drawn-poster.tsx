/** In place of a poster that nobody sent: a tint and the first character of whose it is, behind a sign of film. */
export function DrawnPoster({ of }: { of: string }) {
  return (
    <span className="board-poster board-poster-drawn" data-tint={tintOf(of)} aria-hidden>
      {[...of][0]}
    </span>
  );
}

const tints = 5;

/** The same publisher has the same tint on every page. */
function tintOf(text: string): number {
  let sum = 0;
  for (const character of text) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997;
  return sum % tints;
}
