/**
 * What the columnar child must know of a statement before it runs it: whether it only reads, whether its
 * rows follow as raw bytes, and which format answers. A scanner of tokens is enough; the engine parses.
 */

export type Statement = {
  /** First word, upper case: SELECT, WITH, INSERT, CREATE … Empty for an empty statement. */
  readonly verb: string;
  /** Name after the last `FORMAT` at the top level, or null. */
  readonly format: string | null;
  /** Set when the statement is an INSERT that ends in `FORMAT name`, so that rows follow it. */
  readonly insert: RawInsert | null;
  /** True when something follows a semicolon: ClickHouse refuses that over HTTP, and so do we. */
  readonly isMany: boolean;
};

export type RawInsert = { readonly table: string; readonly columns: readonly string[] | null };

type Token = { readonly text: string; readonly kind: 'word' | 'quoted' | 'string' | 'mark' };

/** Whitespace, comments, quoted things (with doubled and escaped quotes), words, any other character. */
const tokenPattern =
  /\s+|--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\]|\\[\s\S]|'')*'|`(?:[^`\\]|\\[\s\S]|``)*`|"(?:[^"\\]|\\[\s\S]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$|[\p{L}\p{N}_]+|[\s\S]/guy;

function* tokensOf(sql: string): Generator<Token> {
  for (const [text] of sql.matchAll(tokenPattern)) {
    if (/^(?:\s|--|\/\*)/.test(text)) continue;
    const first = text.charAt(0);
    if (first === '`' || first === '"') yield { text: text.slice(1, -1), kind: 'quoted' };
    else if (first === "'" || (first === '$' && text.length > 1)) yield { text, kind: 'string' };
    else yield { text, kind: /^[\p{L}\p{N}_]/u.test(first) ? 'word' : 'mark' };
  }
}

/** Past the word VALUES an INSERT holds data, which may be megabytes long and is not ours to scan. */
const dataFollows = (verb: string, token: Token) =>
  verb === 'INSERT' && token.kind === 'word' && token.text.toUpperCase() === 'VALUES';

export function readStatement(sql: string): Statement {
  /** Of an INSERT only: a SELECT may name a million values. */
  const tokens: Token[] = [];
  let verb = '';
  let format: string | null = null;
  let previous: Token | undefined;
  let isMany = false;
  let ended = false;
  for (const token of tokensOf(sql)) {
    if (verb === '' && token.kind === 'word') verb = token.text.toUpperCase();
    if (ended && token.text !== ';') isMany = true;
    if (isMany || dataFollows(verb, token)) break;
    if (token.kind === 'mark' && token.text === ';') ended = true;
    else if (verb === 'INSERT') tokens.push(token);
    if (isWord(previous, 'FORMAT') && token.kind === 'word') format = token.text;
    previous = token;
  }
  return { verb, format, isMany, insert: verb === 'INSERT' ? rawInsertOf(tokens) : null };
}

const isWord = (token: Token | undefined, word: string) =>
  token?.kind === 'word' && token.text.toUpperCase() === word;

/** `INSERT INTO [TABLE] [db.]table [(a, b)] FORMAT name`, the form every client sends; else null. */
function rawInsertOf(tokens: readonly Token[]): RawInsert | null {
  let at = isWord(tokens[1], 'INTO') ? 2 : 1;
  if (isWord(tokens[at], 'TABLE')) at += 1;
  const named = nameAt(tokens, at);
  if (named === null) return null;
  const listed = columnsAt(tokens, named.next);
  if (!isWord(tokens[listed.next], 'FORMAT') || tokens.length !== listed.next + 2) return null;
  return { table: named.name, columns: listed.columns };
}

const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;

function nameAt(tokens: readonly Token[], at: number): { name: string; next: number } | null {
  const first = tokens[at];
  if (!first || !plainName.test(first.text)) return null;
  const second = tokens[at + 2];
  if (tokens[at + 1]?.text !== '.' || !second) return { name: first.text, next: at + 1 };
  return plainName.test(second.text) ? { name: `${first.text}.${second.text}`, next: at + 3 } : null;
}

function columnsAt(tokens: readonly Token[], at: number): { columns: string[] | null; next: number } {
  if (tokens[at]?.text !== '(') return { columns: null, next: at };
  const columns: string[] = [];
  for (let next = at + 1; next < tokens.length; next += 2) {
    const name = tokens[next]?.text ?? '';
    if (!plainName.test(name)) break;
    columns.push(name);
    if (tokens[next + 1]?.text === ')') return { columns, next: next + 2 };
    if (tokens[next + 1]?.text !== ',') break;
  }
  return { columns: null, next: -1 };
}

const readingVerbs = new Set(['SELECT', 'WITH', 'SHOW', 'DESCRIBE', 'DESC', 'EXPLAIN', 'EXISTS']);

/** A reading statement may be killed when its client leaves; a writing one finishes what it began. */
export const onlyReads = (statement: Statement) => readingVerbs.has(statement.verb);

/** After these the session is no longer like its siblings, so it is replaced by a new one. */
export const changesSession = (statement: Statement) => statement.verb === 'SET' || statement.verb === 'USE';

/** `'` and `\` escaped, as a literal of the engine. */
export const literal = (value: string) => `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
