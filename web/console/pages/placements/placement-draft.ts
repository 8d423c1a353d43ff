import type { PlacementCreate, PlacementView } from '#traffic/contract';
import type { Complaints } from '../../../ui/form/use-form.ts';
import { instantOrNull } from '../ads/plans/plan-draft.ts';

/** A placement while it is typed: every field as text, kept in the tab until it is sent. Pure. */
export type PlacementDraft = {
  readonly kind: PlacementView['kind'];
  readonly name: string;
  /** What a banner leads to. */
  readonly leadsTo: 'product' | 'video' | 'shop';
  readonly videoId: string;
  readonly productId: string;
  readonly shopId: string;
  readonly title: string;
  readonly tone: NonNullable<PlacementView['tone']>;
  readonly audience: PlacementView['audience'];
  readonly groups: readonly string[];
  readonly groupsExcluded: readonly string[];
  /** As the browser's date and time input writes it; an empty start is now. */
  readonly startsAt: string;
  readonly endsAt: string;
  readonly perDay: string;
  readonly priority: string;
};

export const perDays = ['1', '2', '3', '5', '10'] as const;
const weekMs = 7 * 86_400_000;
const longestMs = 366 * 86_400_000;

/** As the browser's date and time input writes an instant, in the browser's own zone. */
export function localText(ms: number): string {
  const at = new Date(ms);
  return new Date(ms - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export const newDraft = (nowMs: number, shopId: string): PlacementDraft => ({
  kind: 'feed',
  name: '',
  leadsTo: 'product',
  videoId: '',
  productId: '',
  shopId,
  title: '',
  tone: 'red',
  audience: 'all',
  groups: [],
  groupsExcluded: [],
  startsAt: '',
  endsAt: localText(nowMs + weekMs),
  perDay: '2',
  priority: '5',
});

export const draftOf = (placement: PlacementView): PlacementDraft => ({
  kind: placement.kind,
  name: placement.name,
  leadsTo: placement.content.kind,
  videoId: placement.content.kind === 'video' ? placement.content.id : '',
  productId: placement.content.kind === 'product' ? placement.content.id : '',
  shopId: placement.shop.id,
  title: placement.title ?? '',
  tone: placement.tone ?? 'red',
  audience: placement.audience,
  groups: placement.groups.map(({ id }) => id),
  groupsExcluded: placement.groupsExcluded.map(({ id }) => id),
  startsAt: localText(Date.parse(placement.startsAt)),
  endsAt: localText(Date.parse(placement.endsAt)),
  perDay: String(placement.perDay),
  priority: String(placement.priority),
});

/** Of the feed it is a video; a banner leads to what was chosen. */
const shown = ({ kind, leadsTo }: PlacementDraft) => (kind === 'feed' ? 'video' : leadsTo);

export function complaintsOf(draft: PlacementDraft, nowMs: number): Complaints<PlacementDraft> {
  const what = shown(draft);
  const endsAt = Date.parse(draft.endsAt);
  const startsAt = draft.startsAt === '' ? nowMs : Date.parse(draft.startsAt);
  return {
    ...(what === 'video' && draft.videoId === '' ? { videoId: 'slots.videoMissing' as const } : {}),
    ...(what === 'product' && draft.productId === '' ? { productId: 'slots.productMissing' as const } : {}),
    ...(draft.kind === 'banner' && draft.title.trim() === '' ? { title: 'slots.titleMissing' as const } : {}),
    ...(draft.audience === 'group' && draft.groups.length === 0
      ? { groups: 'ads.groupsMissing' as const }
      : {}),
    ...(endsAt > Math.max(startsAt, nowMs) ? {} : { endsAt: 'slots.endsTooSoon' as const }),
    ...(endsAt - startsAt > longestMs ? { endsAt: 'slots.endsTooLate' as const } : {}),
  };
}

/** What the API takes; `nameOtherwise` where none was typed. */
export function bodyOf(
  draft: PlacementDraft,
  nameOtherwise: string,
  submit: boolean,
): Omit<PlacementCreate, 'kind'> {
  const what = shown(draft);
  const isBanner = draft.kind === 'banner';
  return {
    name: (draft.name.trim() || draft.title.trim() || nameOtherwise).slice(0, 120),
    videoId: what === 'video' ? draft.videoId : null,
    productId: what === 'product' ? draft.productId : null,
    shopId: what === 'shop' ? draft.shopId : null,
    title: isBanner ? draft.title.trim() : null,
    tone: isBanner ? draft.tone : null,
    audience: draft.audience,
    groups: draft.audience === 'group' ? [...draft.groups] : [],
    groupsExcluded: [...draft.groupsExcluded],
    startsAt: instantOrNull(draft.startsAt),
    endsAt: instantOrNull(draft.endsAt) ?? '',
    perDay: Number(draft.perDay),
    priority: Number(draft.priority),
    submit,
  };
}
