import type { TakeoutOf, TakeoutPart } from './takeout.ts';

type Begun = { readonly name: string } & (
  | { readonly value: object | null }
  | { readonly first: IteratorResult<readonly object[]>; readonly rest: AsyncIterator<readonly object[]> }
);

/**
 * The document as pieces of JSON text, which together are one object: `head`, then a member for each part. Resolves once
 * every part has answered with its beginning, so that a store that is away is a refusal and not a torn file; one that
 * falls silent later ends the text in the middle, where no parser takes it for whole.
 */
export async function beginTakeout(
  head: Readonly<Record<string, string | number>>,
  parts: readonly TakeoutPart[],
  of: TakeoutOf,
): Promise<AsyncGenerator<string>> {
  const begun: Begun[] = [];
  // One after another: somebody who waits for a file must not take all connections from those who shop.
  for (const part of parts) begun.push(await begin(part, of));
  return write(head, begun);
}

async function begin(part: TakeoutPart, of: TakeoutOf): Promise<Begun> {
  if ('one' in part) return { name: part.name, value: await part.one(of) };
  const rest = part.pages(of)[Symbol.asyncIterator]();
  return { name: part.name, first: await rest.next(), rest };
}

async function* write(
  head: Readonly<Record<string, string | number>>,
  begun: readonly Begun[],
): AsyncGenerator<string> {
  let before = '\n';
  const next = (name: string) => {
    const text = `${before}${JSON.stringify(name)}: `;
    before = ',\n';
    return text;
  };
  yield '{';
  for (const [name, value] of Object.entries(head)) yield next(name) + JSON.stringify(value);
  for (const part of begun) {
    if ('value' in part) yield next(part.name) + JSON.stringify(part.value);
    else {
      yield next(part.name);
      yield* writeList(part.first, part.rest);
    }
  }
  yield '\n}\n';
}

async function* writeList(
  first: IteratorResult<readonly object[]>,
  rest: AsyncIterator<readonly object[]>,
): AsyncGenerator<string> {
  yield '[';
  let isEmpty = true;
  for (let page = first; !page.done; page = await rest.next()) {
    if (page.value.length === 0) continue;
    const text = page.value.map((entry) => JSON.stringify(entry)).join(',\n');
    yield isEmpty ? `\n${text}` : `,\n${text}`;
    isEmpty = false;
  }
  yield ']';
}
