/** Shoppers, their sign-in and their addresses; browser-safe. */
import { z } from 'zod';

const isPlain = (text: string) => !/[\p{Cc}\p{Cs}]/u.test(text);
const line = (lengthMin: number, lengthMax: number) =>
  z
    .string()
    .trim()
    .min(lengthMin)
    .max(lengthMax)
    .refine(isPlain, { error: 'must not contain control characters' });

const email = z.email().max(254).toLowerCase();
const nickname = line(1, 40);
const locale = z.enum(['zh', 'en']);
export const shopperPasswordLengthMin = 10;

export const shopperSignUp = z.strictObject({
  email,
  /** Long rather than strange: no other rule. */
  password: z.string().min(shopperPasswordLengthMin).max(128),
  nickname: nickname.optional(),
});
export const shopperSignIn = z.strictObject({ email, password: z.string().min(1).max(128) });
export const shopperPatch = z.strictObject({
  nickname: nickname.nullable().optional(),
  locale: locale.nullable().optional(),
});

const addressFields = {
  recipient: line(1, 60),
  phone: z
    .string()
    .trim()
    .max(24)
    .regex(/^\+?\d([ -]?\d){4,17}$/, { error: 'must be a telephone number' }),
  /** Province, city and district, as people write them. */
  region: line(1, 120),
  street: line(1, 200),
};
export const addressCreate = z.strictObject({ ...addressFields, isDefault: z.boolean().default(false) });
export const addressPatch = z.strictObject({
  recipient: addressFields.recipient.optional(),
  phone: addressFields.phone.optional(),
  region: addressFields.region.optional(),
  street: addressFields.street.optional(),
  /** The others stop being it. */
  isDefault: z.literal(true).optional(),
});
export const addressView = z.object({
  id: z.string(),
  recipient: z.string(),
  phone: z.string(),
  region: z.string(),
  street: z.string(),
  isDefault: z.boolean(),
});
/** All of them, the default first, masked: enough to choose, too little to copy. */
export const addressList = z.object({ items: z.array(addressView) });

export type AddressView = z.infer<typeof addressView>;
export type AddressCreate = z.infer<typeof addressCreate>;
export type AddressPatch = z.infer<typeof addressPatch>;
