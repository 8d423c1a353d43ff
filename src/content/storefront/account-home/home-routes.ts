import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import {
  answers,
  cursorFrom,
  idFrom,
  idParam,
  isUuid,
  newRouter,
  page,
  pageQuery,
  RefusalError,
} from '#platform/http';
import { requireShopper, shopperOf } from '#shop';
import { accountHome as accountHomeSchema, followingView, videoCard } from '../../contract.ts';
import { type CardParts, cardsOf } from '../cards/video-cards.ts';
import { accountHome, following, type VideoPlace, videoPage } from './account-home.ts';

const tags = ['Storefront'];
const middleware = [requireShopper];
const homeVideos = 18;

const oneVideo = createRoute({
  method: 'get',
  path: '/api/storefront/videos/{id}',
  tags,
  summary: 'One published video',
  middleware,
  request: { params: idParam('video') },
  responses: answers('The video', videoCard),
});
const home = createRoute({
  method: 'get',
  path: '/api/storefront/accounts/{id}',
  tags,
  summary: 'The home of an account: its shop, its standing, its videos and what they sell',
  middleware,
  request: { params: idParam('account') },
  responses: answers('The home', accountHomeSchema),
});
const videosOf = createRoute({
  method: 'get',
  path: '/api/storefront/accounts/{id}/videos',
  tags,
  summary: 'Videos of an account, newest first',
  middleware,
  request: { params: idParam('account'), query: pageQuery },
  responses: answers('A page of videos', page(videoCard)),
});
const followed = createRoute({
  method: 'get',
  path: '/api/storefront/following',
  tags,
  summary: 'Whom the shopper follows, and their newest videos',
  middleware,
  request: { query: pageQuery },
  responses: answers('Accounts and a page of videos', followingView),
});

const isInstant = (part: string | number) => typeof part === 'number';
const placeFrom = (cursor: string | undefined) =>
  cursorFrom<[number, string]>(cursor, [isInstant, isUuid]) satisfies VideoPlace | null;

/** What an answer says of the shopper is theirs alone. */
function own<C extends Context>(c: C): C {
  c.header('cache-control', 'no-store');
  return c;
}

export function homeRoutes(parts: CardParts) {
  return newRouter()
    .openapi(oneVideo, async (c) => {
      const id = idFrom('video', c.req.valid('param').id);
      const card = (await cardsOf(parts, [id], shopperOf(c))).get(id);
      if (!card) throw new RefusalError({ code: 'not_found', detail: 'There is no such video.' });
      return own(c).json(card, 200);
    })
    .openapi(home, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      const found = await accountHome(parts, id, shopperOf(c), homeVideos);
      if (!found) throw new RefusalError({ code: 'not_found', detail: 'There is no such account.' });
      return own(c).json(found, 200);
    })
    .openapi(videosOf, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      if (!parts.index.account(id))
        throw new RefusalError({ code: 'not_found', detail: 'There is no such account.' });
      const { cursor, limit } = c.req.valid('query');
      const entries = parts.index.ofAccount(id);
      const { videos, nextCursor } = await videoPage(parts, entries, placeFrom(cursor), limit, shopperOf(c));
      return own(c).json({ items: videos, nextCursor }, 200);
    })
    .openapi(followed, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      return own(c).json(await following(parts, shopperOf(c), placeFrom(cursor), limit), 200);
    });
}
