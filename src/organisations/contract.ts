/** Wire schemas of people and tenants; browser-safe. Ids are shown with their kind, such as `org_01h…`. */
import { z } from 'zod';
import { type IdKind, idPrefixes, parseId } from '#kernel/ids';
import { isZone } from '#kernel/time';

/** Long enough that a slow hash makes guessing hopeless (NIST SP 800-63B-4 asks for 15 alone, 8 with a second factor). */
export const passwordLengthMin = 12;
export const passwordLengthMax = 128;

export const permissions = [
  'metrics:read',
  'orders:read',
  'orders:write',
  'products:read',
  'products:write',
  'content:read',
  'content:write',
  'ads:read',
  'ads:write',
  'audiences:read',
  'audiences:write',
  'people:erase',
  'events:read',
  'imports:write',
  'targets:write',
  'structure:write',
  'members:write',
  'keys:write',
  'audit:read',
  'simulation:write',
] as const;
export const roles = [
  'owner',
  'decision',
  'content',
  'merchandise',
  'creators',
  'ads',
  'service',
  'audience',
] as const;
/** Which role (岗位) may do what: data, so that pages, routes and tests read the same table. */
export const permissionsOfRole: Readonly<Record<Role, readonly Permission[]>> = {
  owner: permissions,
  decision: [
    'metrics:read',
    'orders:read',
    'orders:write',
    'products:read',
    'products:write',
    'content:read',
    'content:write',
    'ads:read',
    'ads:write',
    'audiences:read',
    'audiences:write',
    'people:erase',
    'events:read',
    'imports:write',
    'targets:write',
    'structure:write',
    'audit:read',
  ],
  content: [
    'metrics:read',
    'events:read',
    'products:read',
    'content:read',
    'content:write',
    'ads:read',
    'audiences:read',
  ],
  merchandise: [
    'metrics:read',
    'orders:read',
    'orders:write',
    'products:read',
    'products:write',
    'content:read',
    'events:read',
    'imports:write',
    'structure:write',
  ],
  creators: ['metrics:read', 'orders:read', 'products:read', 'content:read'],
  ads: [
    'metrics:read',
    'events:read',
    'targets:write',
    'products:read',
    'content:read',
    'ads:read',
    'ads:write',
    'audiences:read',
    'audiences:write',
  ],
  service: ['metrics:read', 'orders:read', 'orders:write', 'products:read'],
  audience: [
    'metrics:read',
    'orders:read',
    'events:read',
    'imports:write',
    'audiences:read',
    'audiences:write',
    'people:erase',
  ],
};
export const shopPlatforms = ['meadow', 'douyin', 'tiktok', 'shopify', 'taobao', 'jd', 'other'] as const;

export const permission = z.enum(permissions);
export const role = z.enum(roles);

/** An id of one kind, accepted in its shown form. */
export const idOf = (kind: IdKind) =>
  z
    .string()
    .max(36)
    .refine((text) => parseId(kind, text) !== null, { error: `must be an id such as ${idPrefixes[kind]}_…` });

const instant = z.iso.datetime();
/** PostgreSQL cannot store U+0000, and a name that looks empty or hides control characters misleads. */
const name = z
  .string()
  .trim()
  .min(1)
  .max(120)
  .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), { error: 'must not contain control characters' });
/** Spelled as the IANA database does: the columnar store knows no offsets, and minds capitals. */
const zone = z
  .string()
  .min(1)
  .max(60)
  .refine((text) => /^[A-Z]/.test(text) && isZone(text) && isSpelledRight(text), {
    error: 'must be an IANA time zone, such as Asia/Shanghai',
  });
function isSpelledRight(text: string): boolean {
  const resolved = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  // An alias resolves to another name; the same name in other capitals is a slip.
  return resolved === text || resolved.toLowerCase() !== text.toLowerCase();
}
const currency = z.string().regex(/^[A-Z]{3}$/, { error: 'must be a currency code, such as CNY' });
const externalId = name.max(200).nullable();
const email = z.email().max(254).toLowerCase();
const password = z.string().min(passwordLengthMin).max(passwordLengthMax);

/** Every list: a page of items and where the next one starts. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

export const organizationView = z.object({
  id: z.string(),
  name: z.string(),
  zone: z.string(),
  currency: z.string(),
  /** Made by the simulator; pages say so. */
  simulated: z.boolean(),
  createdAt: instant,
});
export const organizationCreate = z.strictObject({ name, zone, currency });
export const organizationPatch = z.strictObject({ name: name.optional(), zone: zone.optional() });

const locale = z.enum(['zh', 'en']);
export const sessionView = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    twoFactorEnabled: z.boolean(),
    /** The language chosen for the console; null leaves it to the browser. */
    locale: locale.nullable(),
    /** Operates the market: may create organisations. */
    isOperator: z.boolean(),
  }),
  memberships: z.array(z.object({ organizationId: z.string(), organizationName: z.string(), role })),
  /** Null, with `member`, for a person who works for no organisation. */
  organization: organizationView.nullable(),
  member: z.object({ id: z.string(), role }).nullable(),
  permissions: z.array(permission),
});
/** What people may change about themselves here; passwords and second factors are under `/api/auth`. */
export const sessionPatch = z.strictObject({ name: name.optional(), locale: locale.nullable().optional() });
export const sessionSwitch = z.strictObject({ organizationId: idOf('organization') });

export const structureView = z.object({
  brands: z.array(z.object({ id: z.string(), name: z.string(), zone: z.string(), archived: z.boolean() })),
  shops: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      brandId: z.string(),
      platform: z.enum(shopPlatforms),
      currency: z.string(),
      archived: z.boolean(),
    }),
  ),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      shopId: z.string(),
      role: z.enum(['official', 'channel']),
      accountType: z.enum(['self', 'partner']),
      archived: z.boolean(),
    }),
  ),
});

const kept = { createdAt: instant, archivedAt: instant.nullable() };
export const brandView = z.object({ id: z.string(), name: z.string(), zone: z.string(), ...kept });
export const brandCreate = z.strictObject({ name, zone: zone.optional() });
export const brandPatch = z.strictObject({ name: name.optional(), zone: zone.optional() });

export const shopView = z.object({
  id: z.string(),
  brandId: z.string(),
  name: z.string(),
  platform: z.enum(shopPlatforms),
  currency: z.string(),
  externalId: z.string().nullable(),
  ...kept,
});
export const shopCreate = z.strictObject({
  brandId: idOf('brand'),
  name,
  platform: z.enum(shopPlatforms).default('meadow'),
  currency: currency.optional(),
  externalId: externalId.optional(),
});
export const shopPatch = z.strictObject({ name: name.optional(), externalId: externalId.optional() });

export const accountView = z.object({
  id: z.string(),
  shopId: z.string(),
  name: z.string(),
  role: z.enum(['official', 'channel']),
  accountType: z.enum(['self', 'partner']),
  externalId: z.string().nullable(),
  ...kept,
});
export const accountCreate = z.strictObject({
  shopId: idOf('shop'),
  name,
  role: z.enum(['official', 'channel']).default('channel'),
  accountType: z.enum(['self', 'partner']).default('self'),
  externalId: externalId.optional(),
});
export const accountPatch = z.strictObject({
  name: name.optional(),
  /** Binds the account to another shop (号店一体). */
  shopId: idOf('shop').optional(),
  role: z.enum(['official', 'channel']).optional(),
  externalId: externalId.optional(),
});

export const memberView = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role,
  createdAt: instant,
});
export const memberPatch = z.strictObject({ role });

export const invitationState = z.enum(['open', 'accepted', 'revoked', 'expired']);
export const invitationView = z.object({
  id: z.string(),
  email: z.string(),
  role,
  state: invitationState,
  /** Null when a program invited. */
  invitedBy: z.string().nullable(),
  createdAt: instant,
  expiresAt: instant,
});
export const invitationCreate = z.strictObject({ email, role });
/** The link is shown once, to be sent by hand where no mail server is set. */
export const invitationCreated = invitationView.extend({ link: z.string() });
export const invitationOffer = z.object({
  organizationName: z.string(),
  email: z.string(),
  role,
  expiresAt: instant,
  /** The address has an account: accept signed in as it, instead of with a new password. */
  hasAccount: z.boolean(),
});
export const invitationToken = z.object({ token: z.string().max(100) });
export const invitationAccept = z.strictObject({
  token: z.string().max(100),
  /** Left out by a person who is signed in. */
  name: name.optional(),
  password: password.optional(),
});
export const invitationAccepted = z.object({ organizationId: z.string(), memberId: z.string(), role });

/** Whether the instance still waits for its first person, who comes with the token printed at the start. */
export const setUpView = z.object({ open: z.boolean() });
export const setUpCreate = z.strictObject({
  token: z.string().max(100),
  organization: organizationCreate,
  owner: z.strictObject({ name, email, password }),
});
export const setUpCreated = z.object({ organizationId: z.string(), memberId: z.string() });

export const apiKeyView = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string(),
  permissions: z.array(permission),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const apiKeyCreate = z.strictObject({
  name,
  permissions: z.array(permission).min(1).max(permissions.length),
});
export const apiKeyCreated = apiKeyView.extend({ secret: z.string() });

export const writeKeyView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['browser', 'server']),
  hint: z.string(),
  shopId: z.string().nullable(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export const writeKeyCreate = z.strictObject({
  name,
  kind: z.enum(['browser', 'server']),
  shopId: idOf('shop').nullable().optional(),
});
export const writeKeyCreated = writeKeyView.extend({ secret: z.string() });

const auditWord = z.string().regex(/^[a-z_.]{1,60}$/, { error: 'must be a word such as member.removed' });
export const auditQuery = pageQuery.extend({
  action: auditWord.optional(),
  subjectKind: auditWord.optional(),
  actorId: z.string().max(36).optional(),
  from: instant.optional(),
  to: instant.optional(),
});
export const auditEntryView = z.object({
  id: z.string(),
  at: instant,
  actor: z.object({
    kind: z.enum(['member', 'api_key', 'system']),
    id: z.string().nullable(),
    name: z.string(),
  }),
  action: z.string(),
  subject: z.object({ kind: z.string(), id: z.string().nullable() }),
  detail: z.record(z.string(), z.unknown()),
  ipAddress: z.string().nullable(),
});

export type Permission = z.infer<typeof permission>;
export type Role = z.infer<typeof role>;
export type SessionView = z.infer<typeof sessionView>;
export type StructureView = z.infer<typeof structureView>;
export type OrganizationView = z.infer<typeof organizationView>;
export type BrandView = z.infer<typeof brandView>;
export type ShopView = z.infer<typeof shopView>;
export type AccountView = z.infer<typeof accountView>;
export type MemberView = z.infer<typeof memberView>;
export type InvitationView = z.infer<typeof invitationView>;
export type InvitationOffer = z.infer<typeof invitationOffer>;
export type ApiKeyView = z.infer<typeof apiKeyView>;
export type WriteKeyView = z.infer<typeof writeKeyView>;
export type AuditEntryView = z.infer<typeof auditEntryView>;
