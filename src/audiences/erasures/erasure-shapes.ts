/** Wire schemas of erasing people; browser-safe. */
import { z } from 'zod';

const instant = z.iso.datetime();

/** How people are named: as in events and orders, by a device's id, or by the SHA-256 of a user id. */
export const erasureIdKinds = ['user', 'anonymous', 'sha256'] as const;
export const erasureIdsMax = 1_000;

const personId = z
  .string()
  .trim()
  .min(1)
  .max(255)
  // The stores hold no U+0000, so nobody can be known by such an id.
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });

export const erasureQuestion = z
  .strictObject({
    idKind: z.enum(erasureIdKinds).default('user'),
    ids: z.array(personId).min(1).max(erasureIdsMax),
  })
  .refine(({ idKind, ids }) => idKind !== 'sha256' || ids.every((id) => /^[0-9a-f]{64}$/i.test(id)), {
    path: ['ids'],
    error: 'must be SHA-256 in 64 hexadecimal digits',
  });

export const erasureLook = z.object({
  /** Different ids that were named. */
  named: z.int(),
  known: z.int(),
  /** People behind the known ids; merged ones are one. */
  persons: z.int(),
  /** The first of those that nothing is known of. */
  unknown: z.array(z.string()),
});

/** Asked: on its way. Done: nothing leads to them. Settled: looked after once more, for what was under way meanwhile. */
export const erasureStates = ['asked', 'done', 'settled'] as const;

export const erasureView = z.object({
  id: z.string(),
  state: z.enum(erasureStates),
  named: z.int(),
  known: z.int(),
  /** A running import: rows that name somebody may still come of it. */
  waitsFor: z.enum(['import']).nullable(),
  askedBy: z.string(),
  askedAt: instant,
  doneAt: instant.nullable(),
});

export type ErasureQuestion = z.infer<typeof erasureQuestion>;
export type ErasureLook = z.infer<typeof erasureLook>;
export type ErasureView = z.infer<typeof erasureView>;
