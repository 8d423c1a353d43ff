/** The head of a takeout; browser-safe. */
import { z } from 'zod';

export const takeoutFormat = 'meadow-takeout';
/** Raised when a member changes its meaning or goes; a new one leaves it as it is. */
export const takeoutVersion = 1;

/** The document; its other members are what the contexts keep of the shopper, each under a name of its own. */
export const takeoutDocument = z.looseObject({
  format: z.literal(takeoutFormat),
  version: z.int(),
  /** What the file is, in words. */
  about: z.string(),
  madeAt: z.iso.datetime(),
});
