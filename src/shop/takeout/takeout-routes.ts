import { Readable } from 'node:stream';
import { createRoute } from '@hono/zod-openapi';
import { clientAddress, newRouter, problemResponses, RateLimiter } from '#platform/http';
import type { Records } from '#platform/records';
import { beginTakeout, type TakeoutPart } from '#platform/takeout';
import { holdPace } from '../shoppers/hold-pace.ts';
import { requireShopper, shopperOf } from '../shoppers/require-shopper.ts';
import { takeoutDocument, takeoutFormat, takeoutVersion } from './takeout-contract.ts';
import { takeoutOf } from './takeout-of-store.ts';

export type TakeoutRouteParts = {
  readonly records: Records;
  /** Of all contexts, in the order of the document. */
  readonly parts: readonly TakeoutPart[];
  /** Told of what tears a document that has begun. */
  readonly onError: (error: unknown) => void;
};

/** A copy is made of all that is kept, so it is asked for now and then. */
const perShopper = { requestsMax: 6, perMs: 10 * 60_000 };
/** A household or an office; guests cost nothing to make. */
const perAddress = { requestsMax: 30, perMs: 10 * 60_000 };

const about =
  'Everything that is kept of you here: who you are, what you bought, what you wrote, liked, watched and were shown. ' +
  'Money is in whole minor units (cents, fen) of the currency beside it. Times are ISO 8601 in UTC. Ids are those that ' +
  'links and support know. Left out are your password, which nobody can read, and what shops conclude for themselves.';

const take = createRoute({
  tags: ['Storefront'],
  middleware: [requireShopper],
  method: 'get',
  path: '/api/storefront/me/takeout',
  summary: 'Take a copy of everything that is kept of me, as one JSON document',
  description:
    'Lists are whole and not paged. A document that could not be finished ends in the middle and is no JSON: ask again.',
  responses: {
    200: { description: 'The document', content: { 'application/json': { schema: takeoutDocument } } },
    ...problemResponses,
  },
});

/**
 * What is kept of a shopper, to take along (PIPL article 45, GDPR articles 15 and 20); a guest's too, as they may have it
 * erased. Left out on purpose, each with its reason in the list of `tests/api/takeout/every-table.test.ts`: the judgement of
 * shops and of the market (audiences, groups, layers, values, portraits, what a click was thought to be worth), which is
 * theirs and not what the shopper gave or did; books that only repeat what is told; secrets by which somebody could
 * act as the shopper; and the names of members of shops, who are persons too.
 */
export function takeoutRoutes({ records, parts, onError }: TakeoutRouteParts) {
  const shoppers = new RateLimiter(perShopper);
  const addresses = new RateLimiter(perAddress);
  return newRouter().openapi(take, async (c) => {
    const shopper = shopperOf(c);
    holdPace(c, addresses, clientAddress(c) ?? 'unknown');
    holdPace(c, shoppers, shopper.id);
    const madeAt = new Date().toISOString();
    const head = { format: takeoutFormat, version: takeoutVersion, about, madeAt };
    const pieces = await beginTakeout(head, parts, await takeoutOf(records, shopper));
    const stream = Readable.toWeb(Readable.from(told(pieces, onError), { objectMode: false }));
    return new Response(stream as ReadableStream, {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="meadow-me-${madeAt.slice(0, 10)}.json"`,
        'cache-control': 'no-store',
      },
    }) as never;
  });
}

/** The same pieces. What breaks half-way can no longer be answered, only told. */
async function* told(
  pieces: AsyncIterable<string>,
  onError: TakeoutRouteParts['onError'],
): AsyncGenerator<string> {
  try {
    yield* pieces;
  } catch (error) {
    onError(error);
    throw error;
  }
}
