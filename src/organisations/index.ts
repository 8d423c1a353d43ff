/** Door to people and tenants: who asks, what they may do, and how an organisation is built. */
export type { Actor, ApiKeyActor, MemberActor } from './actors/actor.ts';
export { type Asker as AuditedAsker, askerOf, entryBy, type Told } from './actors/asker.ts';
export { type Permission, permissions, permissionsOfRole, type Role, roles } from './actors/permission.ts';
export { actorOf, operatorsOnly, requireActor } from './actors/require-actor.ts';
export { crossSiteRefusal, sameSiteOnly } from './actors/same-site-only.ts';
export { type AuditEntry, auditActor, systemActor } from './audit/audit-entry.ts';
export { writeAudit } from './audit/audit-store.ts';
export {
  createOrganizationWithOwner,
  type FirstKeys,
  type FirstOwner,
  type Founded,
} from './founding/found-organization.ts';
export type { Founding, FoundingAccount, FoundingBrand, FoundingShop } from './founding/founding.ts';
export type { AnswerOnce } from './idempotency/answer-once.ts';
export type { Asker } from './idempotency/remembered-answer.ts';
export { type FreshToken, hashToken, isToken, newToken, type TokenKind } from './keys/secret-token.ts';
export type { WriteKey, WriteKeyKind } from './keys/write-key-store.ts';
export { type Organisations, type OrganisationsOptions, openOrganisations } from './organisations.ts';
export {
  type Account,
  type Brand,
  creatorNames,
  type Shop,
  type Structure,
  zoneOfBrands,
} from './structure/structure.ts';
