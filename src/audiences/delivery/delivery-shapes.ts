/** Wire schemas of deliveries; browser-safe. */
import { z } from 'zod';
import { groupPurposes } from '#events/contract';

const instant = z.iso.datetime();

/** Where an audience can go: what groups are for, each by a group of its own, and out of the house. */
export const deliveryTargets = [...groupPurposes, 'file', 'webhook'] as const;
export const deliveryStates = ['preparing', 'active', 'withdrawn'] as const;
/** Why a run did not do all it should. */
export const deliveryProblems = [
  'audience_too_small',
  'numbers_away',
  'webhook_refused',
  'webhook_gave_up',
  'failed',
] as const;
export const holdOutByDefault = 10;

const url = z
  .url({ protocol: /^https?$/, error: 'must look like https://example.com/people' })
  .max(2_000)
  .refine((text) => !/^https?:\/\/[^/?#]*@/i.test(text), { error: 'must not hold a name or password' });

export const deliveryCreate = z
  .strictObject({
    audienceId: z.string().max(36),
    target: z.enum(deliveryTargets),
    /** Of a hundred people, so many are kept out, so that what the delivery does can be measured. */
    holdOutPercent: z.int().min(0).max(50).default(holdOutByDefault),
    /** For a webhook only. */
    url: url.nullable().default(null),
  })
  .refine(({ target, url: given }) => (target === 'webhook') === (given !== null), {
    error: 'belongs to a webhook, and only to one',
    path: ['url'],
  });

export const deliveryView = z.object({
  id: z.string(),
  audience: z.object({ id: z.string(), name: z.string(), kind: z.string() }),
  name: z.string(),
  target: z.enum(deliveryTargets),
  holdOutPercent: z.int(),
  /** Preparing: a file that is being written. Active: kept up, or ready. Withdrawn: nothing is delivered any more. */
  state: z.enum(deliveryStates),
  /** The group that ad plans or placements, as its target says, can name. */
  groupId: z.string().nullable(),
  url: z.string().nullable(),
  people: z.int(),
  heldOut: z.int(),
  problem: z.enum(deliveryProblems).nullable(),
  file: z
    .object({
      rows: z.int(),
      bytes: z.int(),
      expiresAt: instant,
      /** False once it is withdrawn or has expired. */
      isThere: z.boolean(),
    })
    .nullable(),
  /** Parcels that the webhook has still to be told. */
  waiting: z.int(),
  /** People of whom the webhook could not be told, because they have no id; counted as they entered. */
  untold: z.int(),
  madeBy: z.string(),
  createdAt: instant,
  ranAt: instant.nullable(),
  withdrawnAt: instant.nullable(),
});

export const deliveryRunView = z.object({
  at: instant,
  sent: z.int(),
  heldOut: z.int(),
  entered: z.int(),
  departed: z.int(),
  failed: z.int(),
  problem: z.enum(deliveryProblems).nullable(),
});
export const deliveryRunList = z.object({ items: z.array(deliveryRunView) });

/** The key that a webhook is signed with; shown to those who may deliver. */
export const webhookSecretView = z.object({ secret: z.string() });

const arm = z.object({ people: z.int(), buyers: z.int() });
export const deliveryResult = z.object({
  since: instant,
  /** Everybody who was delivered at any time since, and of them those who paid since. */
  delivered: arm,
  heldOut: arm,
  /**
   * Share of buyers among the delivered over that among the held out, with its interval of 95 %. Null where too few were
   * counted, and where nobody of a side bought: see `interval`.
   */
  ratio: z.object({ ratio: z.number(), low: z.number(), high: z.number() }).nullable(),
  /**
   * The interval also where there is no ratio: low is 0 where none of the delivered bought, high is null (no end) where
   * none of those held out did. Null where too few were counted.
   */
  interval: z.object({ low: z.number(), high: z.number().nullable() }).nullable(),
  /** `too_few`: nothing can be said yet. `unsure`: the interval holds 1. */
  verdict: z.enum(['too_few', 'unsure', 'more', 'fewer']),
});

export type DeliveryCreate = z.infer<typeof deliveryCreate>;
export type DeliveryView = z.infer<typeof deliveryView>;
export type DeliveryRunView = z.infer<typeof deliveryRunView>;
export type DeliveryResult = z.infer<typeof deliveryResult>;
export type DeliveryProblem = (typeof deliveryProblems)[number];
export type DeliveryTarget = (typeof deliveryTargets)[number];
export type WebhookSecretView = z.infer<typeof webhookSecretView>;
