import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { type AccountId, showId } from '#kernel/ids';
import { requireActor } from '#organisations';
import {
  answers,
  cursorFrom,
  granted,
  idFrom,
  idParam,
  isUuid,
  jsonBody,
  newRouter,
  page,
  pageQuery,
  RefusalError,
  showPage,
} from '#platform/http';
import { receivePicture } from '#platform/pictures';
import type { ContentOptions } from '../content-options.ts';
import { type AccountHomeView, accountHomePatch, accountHomeView } from '../contract.ts';
import { pictureBody, pictureProblems } from '../posters/poster-routes.ts';
import { countFollowersOf } from '../storefront/account-home/home-store.ts';
import type { FeedIndex } from '../storefront/feed-index/feed-index.ts';
import { askerOf, note } from '../videos/asker.ts';
import { mediaUrl } from '../videos/video-view.ts';
import { type Home, listHomes, readHome, writeHome } from './homes-store.ts';

const tags = ['Videos'];
const params = idParam('account');

const list = createRoute({
  method: 'get',
  path: '/api/account-homes',
  tags,
  summary: 'What the homes of your accounts say, and how many follow each',
  middleware: [requireActor('content:read')],
  request: { query: pageQuery },
  responses: answers('A page of homes', page(accountHomeView)),
});
const read = createRoute({
  method: 'get',
  path: '/api/account-homes/{id}',
  tags,
  summary: 'What the home of an account says, and how many follow it',
  middleware: [requireActor('content:read')],
  request: { params },
  responses: answers('The home', accountHomeView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/account-homes/{id}',
  tags,
  summary: 'Change what the home of an account says',
  middleware: [requireActor('content:write')],
  request: { params, body: jsonBody(accountHomePatch) },
  responses: answers('The home as it is now', accountHomeView),
});
const avatar = createRoute({
  method: 'put',
  path: '/api/account-homes/{id}/avatar',
  tags,
  summary: 'Set the portrait of an account: the body is a PNG, JPEG or WebP of at most 5 MB',
  middleware: [requireActor('content:write')],
  request: { params, body: pictureBody },
  responses: { ...answers('The home as it is now', accountHomeView), ...pictureProblems },
});

export function accountHomeRoutes(
  { records, files }: Pick<ContentOptions, 'records' | 'files'>,
  index: FeedIndex,
) {
  const find = async (c: Context, id: AccountId): Promise<Home> => {
    const home = await records.organization(askerOf(c).actor.organizationId, (trx) => readHome(trx, id));
    if (!home) throw new RefusalError({ code: 'not_found', detail: 'There is no such account.' });
    return home;
  };
  const show = async (c: Context, id: AccountId): Promise<AccountHomeView> => {
    const home = await find(c, id);
    return showHome(id, home, await countFollowersOf(records, [id]));
  };
  const write = async (c: Context, id: AccountId, home: Partial<Home>): Promise<void> => {
    const asker = askerOf(c);
    const { organizationId } = asker.actor;
    await records.organization(organizationId, async (trx) => {
      await writeHome(trx, organizationId, id, home);
      const detail = { fields: Object.keys(home) };
      await note(trx, asker, { action: 'account.home_changed', subject: { kind: 'account', id }, detail });
    });
    await index.refreshAccounts();
  };
  return newRouter()
    .openapi(list, async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const after = cursorFrom<[string]>(cursor, [isUuid])?.[0] ?? null;
      const homes = await records.organization(c.var.actor.organizationId, (trx) =>
        listHomes(trx, after, limit + 1),
      );
      const followers = await countFollowersOf(
        records,
        homes.map(({ accountId }) => accountId),
      );
      return c.json(
        showPage(
          homes,
          limit,
          ({ accountId }) => [accountId],
          (home) => showHome(home.accountId, home, followers),
        ),
        200,
      );
    })
    .openapi(read, async (c) => c.json(await show(c, idFrom('account', c.req.valid('param').id)), 200))
    .openapi(change, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      await find(c, id);
      await write(c, id, c.req.valid('json'));
      return c.json(await show(c, id), 200);
    })
    .openapi(avatar, async (c) => {
      const id = idFrom('account', c.req.valid('param').id);
      const before = await find(c, id);
      const { fileKey } = granted(await receivePicture(files, 'avatars', c.req.raw.body));
      await write(c, id, { avatarKey: fileKey });
      if (before.avatarKey) await files.remove(before.avatarKey);
      return c.json(await show(c, id), 200);
    });
}

const showHome = (
  id: AccountId,
  { intro, avatarKey }: Home,
  followers: ReadonlyMap<AccountId, number>,
): AccountHomeView => ({
  accountId: showId('account', id),
  intro,
  avatar: avatarKey && mediaUrl(avatarKey),
  followers: followers.get(id) ?? 0,
});
