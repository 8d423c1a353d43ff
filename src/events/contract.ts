/** Wire schemas of the event spine; browser-safe. */
import { z } from 'zod';
import { eventTypes } from './event-types/event-types.ts';

export { type GroupPurpose, groupPurposes } from './groups/group-purposes.ts';
export { type CityTier, cityTiers } from './identity/traits.ts';

/** 载体: what carried the shopper there; a product card is anything reached without live or video. */
export const carriers = ['live', 'short_video', 'product_card'] as const;
/** 流量来源: where the visit came from. Ads are not a source: they are `paid`. */
export const sources = [
  'feed',
  'search',
  'mall',
  'shop',
  'showcase',
  'follow',
  'campaign',
  'message',
  'outside',
] as const;
/** 自营 or 合作: without it self-broadcast cannot be told from alliance. */
export const accountTypes = ['self', 'partner', 'none'] as const;

export const carrier = z.enum(carriers);
export const source = z.enum(sources);
export const accountType = z.enum(accountTypes);

/** What led to an impression, a click, a visit or an order line; its axes are never mixed. */
export const touch = z.strictObject({
  carrier: carrier.nullable(),
  source: source.nullable(),
  accountType: accountType.nullable(),
  /** The ad plan, where the touch was paid for. */
  paid: z.string().max(200).nullable(),
  contentId: z.string().max(200).nullable(),
  roomId: z.string().max(200).nullable(),
  creatorId: z.string().max(200).nullable(),
  requestId: z.string().max(200).nullable(),
  /** Second of the live or the video. */
  second: z.int().min(0).nullable(),
});

/** Names of the standard event types with their titles; pages show a custom event by its own name. */
export const eventTitles: Readonly<Record<string, { readonly zh: string; readonly en: string }>> =
  Object.fromEntries(eventTypes.map(({ name, zh, en }) => [name, { zh, en }]));

export const collected = z.object({
  success: z.literal(true),
  /** Events that are durable now. */
  accepted: z.int(),
  /** Events that were refused and can be read at `/api/quarantine`. */
  quarantined: z.int(),
});

/** Why an event was refused; stable, for programs and for texts of the interface. */
export const quarantineCodes = [
  'not_an_object',
  'invalid_type',
  'missing_field',
  'invalid_field',
  'missing_property',
  'invalid_property',
  'missing_identity',
  'invalid_timestamp',
  'timestamp_out_of_bounds',
  'event_too_large',
  'money_needs_server_key',
] as const;
export const quarantineCode = z.enum(quarantineCodes);
/** What exactly is wrong, finer than the code; `values` of the entry fill the places of its sentence. */
export const quarantineReasons = [
  'not_an_object',
  'nested_too_deeply',
  'type_unknown',
  'id_unreadable',
  'field_missing',
  'identity_missing',
  'text_unreadable',
  'key_may_not_tell_money',
  'object_expected',
  'property_missing',
  'shop_not_found',
  'no_shop_yet',
  'event_too_large',
  'characters_unreadable',
  'instant_unreadable',
  'instant_out_of_bounds',
  'word_unknown',
  'whole_number_expected',
  'short_text_expected',
  'currency_not_a_code',
  'order_number_missing',
  'order_currency_not_a_code',
  'order_products_unreadable',
  'shop_gone',
] as const;
export const quarantineReason = z.enum(quarantineReasons);
export const quarantineStates = ['open', 'retried', 'dismissed'] as const;
export const quarantineState = z.enum(quarantineStates);

const instant = z.string();

export const quarantinedView = z.object({
  id: z.string(),
  receivedAt: instant,
  writeKeyId: z.string().nullable(),
  messageId: z.string(),
  type: z.string(),
  event: z.string(),
  code: quarantineCode,
  field: z.string(),
  /** English, for programs and logs; `reason` and `values` say the same for any language. */
  detail: z.string(),
  /** Null for what was refused before reasons were kept. */
  reason: quarantineReason.nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  state: quarantineState,
  /** The event as it came, cut after 4 KB. */
  raw: z.string(),
  /** False where `raw` was cut, so that it cannot be tried again. */
  isWhole: z.boolean(),
});
export const quarantineQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  code: quarantineCode.optional(),
  state: quarantineState.default('open'),
  writeKeyId: z.string().max(36).optional(),
  event: z.string().max(200).optional(),
});
export const quarantinePage = z.object({
  items: z.array(quarantinedView),
  nextCursor: z.string().nullable(),
});
export const quarantineCounts = z.object({
  total: z.int(),
  reasons: z.array(
    z.object({ code: quarantineCode, field: z.string(), event: z.string(), count: z.int(), lastAt: instant }),
  ),
});
/** Tries an event again, mended where `event` is given. */
export const quarantineRetry = z.strictObject({
  event: z.record(z.string().max(200), z.unknown()).optional(),
});
export const quarantineSettled = z.object({ id: z.string(), state: quarantineState });

export const sourceView = z.object({
  writeKeyId: z.string(),
  name: z.string(),
  kind: z.enum(['browser', 'server']),
  hint: z.string(),
  shopId: z.string().nullable(),
  revoked: z.boolean(),
  lastEventAt: instant.nullable(),
  events24h: z.int(),
  events7d: z.int(),
  quarantined7d: z.int(),
  /** Of all that arrived in seven days; null when nothing did. */
  errorShare: z.number().nullable(),
  /** Median of received minus happened: how late events arrive. */
  delayMs: z.number().nullable(),
  /** Median of the sender's clock error, from `sentAt`. */
  skewMs: z.number().nullable(),
});
export const sourcesView = z.object({ items: z.array(sourceView) });

export const recentQuery = z.object({
  writeKeyId: z.string().max(36).optional(),
  event: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const recentEvent = z.object({
  id: z.string(),
  messageId: z.string(),
  event: z.string(),
  at: instant,
  receivedAt: instant,
  skewMs: z.number(),
  writeKeyId: z.string().nullable(),
  person: z.int(),
  userId: z.string(),
  anonymousId: z.string(),
  carrier: z.string(),
  source: z.string(),
  accountType: z.string(),
  planId: z.string(),
  properties: z.record(z.string(), z.unknown()),
});
export const recentEvents = z.object({ items: z.array(recentEvent) });

export const catalogueEntry = z.object({
  name: z.string(),
  title: z.object({ zh: z.string(), en: z.string() }),
  /** False for a custom event. */
  isStandard: z.boolean(),
  version: z.int(),
  count: z.int(),
  lastSeenAt: instant.nullable(),
  /** Columns and JSON keys seen in the last thirty days. */
  properties: z.array(z.string()),
});
export const catalogueView = z.object({ items: z.array(catalogueEntry) });

export type Touch = z.infer<typeof touch>;
export type Carrier = z.infer<typeof carrier>;
export type TrafficSource = z.infer<typeof source>;
export type AccountType = z.infer<typeof accountType>;
export type Collected = z.infer<typeof collected>;
export type QuarantineCode = z.infer<typeof quarantineCode>;
export type QuarantineReason = z.infer<typeof quarantineReason>;
export type QuarantineState = z.infer<typeof quarantineState>;
export type QuarantinedView = z.infer<typeof quarantinedView>;
export type QuarantineCounts = z.infer<typeof quarantineCounts>;
export type SourceView = z.infer<typeof sourceView>;
export type RecentEvent = z.infer<typeof recentEvent>;
export type CatalogueEntry = z.infer<typeof catalogueEntry>;
