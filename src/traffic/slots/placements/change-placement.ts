import { listGroups } from '#events';
import { newId, type PlacementId, parseId, type ShopId } from '#kernel/ids';
import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { type AuditedAsker, entryBy, writeAudit } from '#organisations';
import { idFrom } from '#platform/http';
import type { Records, Trx } from '#platform/records';
import { forbiddenIn } from '#shop';
import {
  movePlacement,
  needsApproval,
  type PlacementKind,
  type PlacementMove,
  type PlacementState,
} from './placement.ts';
import type { PlacementCreate, PlacementPut } from './placement-shapes.ts';
import {
  countOrganizations,
  findPlacement,
  insertPlacement,
  lockPlacement,
  openShop,
  type PlacementRow,
  type PlacementSettings,
  shopOfProduct,
  shopOfVideo,
  updatePlacement,
} from './placement-store.ts';

export type PlacementParts = { readonly records: Records; readonly now: () => number };
type Outcome = Result<PlacementRow, Refusal>;
type Given = Omit<PlacementPut, 'version'>;

const absent = () => refuse('not_found', 'There is no such placement.');
const longestMs = 366 * 86_400_000;

/** Makes a placement and submits it at once, unless it is to stay a draft. */
export async function createPlacement(
  parts: PlacementParts,
  asker: AuditedAsker,
  { kind, ...given }: PlacementCreate,
): Promise<Outcome> {
  const { organizationId, name } = asker.actor;
  const submission = await submissionOf(parts, asker);
  return parts.records.organization(organizationId, async (trx) => {
    const settings = await settingsFrom(trx, kind, given, parts.now());
    if (!settings.ok) return settings;
    const id = newId('placement');
    await insertPlacement(trx, organizationId, { id, kind, made_by: name, ...settings.value });
    await tell(trx, asker, id, 'placement.created', { name: given.name, kind });
    return given.submit ? move(trx, asker, id, submission, 'draft') : shown(trx, id);
  });
}

/** Sets all of it anew. What was decided about it holds no more, so it is submitted again or becomes a draft. */
export async function changePlacement(
  parts: PlacementParts,
  asker: AuditedAsker,
  id: PlacementId,
  { version, ...given }: PlacementPut,
): Promise<Outcome> {
  const submission = await submissionOf(parts, asker);
  return parts.records.organization(asker.actor.organizationId, async (trx) => {
    const before = await lockPlacement(trx, id);
    if (!before) return absent();
    if (before.version !== version) return stale();
    const draft = movePlacement(before.state, 'edit');
    if (!draft.ok) return draft;
    const settings = await settingsFrom(trx, before.kind, given, parts.now());
    if (!settings.ok) return settings;
    await updatePlacement(trx, id, { ...settings.value, state: draft.value });
    await tell(trx, asker, id, 'placement.changed', { name: given.name });
    return given.submit ? move(trx, asker, id, submission, draft.value) : shown(trx, id);
  });
}

const acts = {
  submit: 'placement.submitted',
  admit: 'placement.approved',
  withdraw: 'placement.withdrawn',
  approve: 'placement.approved',
  refuse: 'placement.refused',
  stop: 'placement.stopped',
} as const satisfies Partial<Record<PlacementMove, string>>;
type Act = keyof typeof acts;

/** 提报: asks for it to be shown, or has it shown where nobody else is to be asked. */
export async function submitPlacement(
  parts: PlacementParts,
  asker: AuditedAsker,
  id: PlacementId,
): Promise<Outcome> {
  return actOn(parts, asker, id, await submissionOf(parts, asker));
}

/** Moves a placement of the asker's organisation; `version` is the one that was looked at, where that matters. */
export function actOn(
  parts: PlacementParts,
  asker: AuditedAsker,
  id: PlacementId,
  act: Act,
  said: { readonly version?: number; readonly reason?: string } = {},
): Promise<Outcome> {
  return parts.records.organization(asker.actor.organizationId, async (trx) => {
    const before = await lockPlacement(trx, id);
    if (!before) return absent();
    if (said.version !== undefined && said.version !== before.version) return stale();
    return move(trx, asker, id, act, before.state, said.reason);
  });
}

const stale = () => refuse('conflict', 'Somebody changed the placement since: look at it again.', 'version');

async function move(
  trx: Trx,
  asker: AuditedAsker,
  id: PlacementId,
  act: Act,
  from: PlacementState,
  reason: string | null = null,
): Promise<Outcome> {
  const to = movePlacement(from, act);
  if (!to.ok) return to;
  await updatePlacement(trx, id, { state: to.value, refusal: reason });
  await tell(trx, asker, id, acts[act], reason === null ? {} : { reason });
  return shown(trx, id);
}

async function shown(trx: Trx, id: PlacementId): Promise<Outcome> {
  const row = await findPlacement(trx, id);
  return row ? ok(row) : absent();
}

const tell = (
  trx: Trx,
  asker: AuditedAsker,
  id: PlacementId,
  action: string,
  detail: Readonly<Record<string, unknown>>,
) => writeAudit(trx, entryBy(asker, { action, subject: { kind: 'placement', id }, detail }));

/** Whether submitting asks the operator, or is enough. */
async function submissionOf(
  { records }: PlacementParts,
  { actor }: AuditedAsker,
): Promise<'submit' | 'admit'> {
  const isOperator = actor.kind === 'member' && actor.isOperator;
  return needsApproval({ organizations: await countOrganizations(records), isOperator }) ? 'submit' : 'admit';
}

/** Settings as they are kept, or what is wrong with them: what a schema cannot see. */
async function settingsFrom(
  trx: Trx,
  kind: PlacementKind,
  given: Given,
  nowMs: number,
): Promise<Result<PlacementSettings, Refusal>> {
  const startsAtMs = given.startsAt === null ? nowMs : Date.parse(given.startsAt);
  const endsAtMs = Date.parse(given.endsAt);
  if (endsAtMs <= Math.max(nowMs, startsAtMs))
    return refuse('unprocessable', 'It must end in the future, after it begins.', 'endsAt');
  if (endsAtMs - startsAtMs > longestMs)
    return refuse('unprocessable', 'It runs for a year at most.', 'endsAt');
  if ((given.audience === 'group') !== given.groups.length > 0)
    return refuse('unprocessable', 'A placement for groups names them, another one names none.', 'groups');
  const content = await contentOf(trx, kind, given);
  if (!content.ok) return content;
  for (const field of ['groups', 'groupsExcluded'] as const) {
    const ids = idsOf(given[field]);
    const open = (await listGroups(trx, 'slots', ids)).filter(({ closedAt }) => closedAt === null);
    if (open.length < ids.length)
      return refuse('unprocessable', 'There is no such group of slots, or it was withdrawn.', field);
  }
  return ok({
    name: given.name,
    ...content.value,
    title: kind === 'banner' ? given.title : null,
    tone: kind === 'banner' ? (given.tone ?? 'red') : null,
    audience: given.audience,
    groups: idsOf(given.groups),
    groups_excluded: idsOf(given.groupsExcluded),
    starts_at: new Date(startsAtMs),
    ends_at: new Date(endsAtMs),
    per_day: given.perDay,
    priority: given.priority,
  });
}

type Content = Pick<PlacementSettings, 'shop_id' | 'video_id' | 'product_id'>;

/** What it shows or leads to, which must be the organisation's own and there to be seen. */
async function contentOf(
  trx: Trx,
  kind: PlacementKind,
  { videoId, productId, shopId, title }: Given,
): Promise<Result<Content, Refusal>> {
  const named = [videoId, productId, shopId].filter((id) => id !== null).length;
  if (kind === 'feed' && (videoId === null || named > 1))
    return refuse('unprocessable', 'The feed shows one video.', 'videoId');
  if (kind === 'banner' && named !== 1)
    return refuse('unprocessable', 'A banner leads to one video, product or shop.', 'productId');
  if (kind === 'banner' && title === null) return refuse('unprocessable', 'A banner has words.', 'title');
  const [word] = kind === 'banner' ? forbiddenIn(title ?? '') : [];
  if (word !== undefined)
    return {
      ok: false,
      refusal: {
        code: 'unprocessable',
        detail: `A banner may not say “${word}”.`,
        field: 'title',
        reason: 'review_forbidden_word',
        values: { word },
      },
    };
  const found = async (shop: Promise<ShopId | null>, field: string, what: string) => {
    const shop_id = await shop;
    if (shop_id === null) return refuse('unprocessable', `There is no such ${what}.`, field);
    const [video_id, product_id] = [parseId('video', videoId ?? ''), parseId('product', productId ?? '')];
    return ok({ shop_id, video_id, product_id });
  };
  if (videoId !== null)
    return found(shopOfVideo(trx, idFrom('video', videoId)), 'videoId', 'published video');
  if (productId !== null)
    return found(shopOfProduct(trx, idFrom('product', productId)), 'productId', 'product on the shelf');
  return found(openShop(trx, idFrom('shop', shopId ?? '')), 'shopId', 'shop in use');
}

const idsOf = (shownIds: readonly string[]) => [...new Set(shownIds.map((id) => idFrom('group', id)))];
