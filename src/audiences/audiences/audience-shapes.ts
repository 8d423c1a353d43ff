/** Wire schemas of audiences; browser-safe. */
import { z } from 'zod';
import { rule } from '../rules/rule.ts';

const instant = z.iso.datetime();
/** PostgreSQL cannot store U+0000, and a name that hides control characters misleads. */
const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });
const name = line(120).min(1);
const note = z.string().trim().max(1_000);

export const audienceKinds = ['live', 'frozen', 'list'] as const;

export const audienceView = z.object({
  id: z.string(),
  name: z.string(),
  note: z.string(),
  /** Live: asked anew whenever it is read. Frozen: who fulfilled the rule at one moment. List: ids that were brought. */
  kind: z.enum(audienceKinds),
  /** Null for a list. */
  rule: rule.nullable(),
  version: z.int(),
  /** As counted last; null before the first time. */
  size: z.int().nullable(),
  countedAt: instant.nullable(),
  list: z.object({ rows: z.int(), known: z.int() }).nullable(),
  madeBy: z.string(),
  createdAt: instant,
  updatedAt: instant,
  archivedAt: instant.nullable(),
});
export const audienceCreate = z.strictObject({
  name,
  note: note.default(''),
  kind: z.enum(['live', 'frozen']).default('live'),
  rule,
});
export const audiencePatch = z.strictObject({
  /** The version that was seen. */
  version: z.int().min(1),
  name: name.optional(),
  note: note.optional(),
  /** Only of a live one: who is in the others is settled. */
  rule: rule.optional(),
});
export const audienceVersionList = z.object({
  items: z.array(
    z.object({
      version: z.int(),
      name: z.string(),
      rule: rule.nullable(),
      madeBy: z.string(),
      at: instant,
    }),
  ),
});

/** Rows of an uploaded list, and the bytes of its file. */
export const listRowsMax = 500_000;
export const listBytesMax = 48 * 1_048_576;
export const listIds = ['plain', 'sha256'] as const;
export const listQuery = z.object({ name, ids: z.enum(listIds).default('plain') });

export const smallestMax = 100_000;
export const audienceSettings = z.object({
  /** How few people may still be looked into or delivered. */
  smallest: z.int().min(1).max(smallestMax),
});
export const smallestByDefault = 100;

export const ruleQuestion = z.strictObject({ rule });
const said = z.object({
  /** Names a sentence of the interface. */
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
});
export const estimateView = z.object({
  size: z.int(),
  /** Everybody of whom something is known. */
  everyone: z.int(),
  /** The oldest instant as of which one of the sets holds. */
  asOf: instant,
  smallest: z.int(),
  /** Of each condition, in the order of the tree from left to right. */
  conditions: z.array(z.object({ size: z.int(), lack: said.nullable() })),
});

export const personQuestion = z.strictObject({
  rule,
  /** A user id, a visitor's anonymous id, a shopper's `cst_…`, or `#` and a person number. */
  person: z.string().trim().min(1).max(260),
});
const person = z.object({ number: z.int(), userId: z.string().nullable() });
export const explanationView = z.object({
  person,
  holds: z.boolean(),
  /** Of each condition, in the order of the tree from left to right. */
  conditions: z.array(z.object({ holds: z.boolean(), evidence: z.array(said) })),
});
export const sampleView = z.object({ people: z.array(person) });

const choice = z.object({ value: z.string(), times: z.int() });
export const choicesView = z.object({
  /** Kinds of condition that have a meaning here. */
  kinds: z.array(z.string()),
  productCategories: z.array(choice),
  contentCategories: z.array(choice),
  platforms: z.array(choice),
  events: z.array(choice),
});

export type AudienceView = z.infer<typeof audienceView>;
export type AudienceCreate = z.infer<typeof audienceCreate>;
export type AudienceSettings = z.infer<typeof audienceSettings>;
export type AudiencePatch = z.infer<typeof audiencePatch>;
export type EstimateView = z.infer<typeof estimateView>;
export type ExplanationView = z.infer<typeof explanationView>;
export type SampleView = z.infer<typeof sampleView>;
export type ChoicesView = z.infer<typeof choicesView>;
export type Said = z.infer<typeof said>;
