import type { OrganizationId } from '#kernel/ids';
import { openSealing } from '#platform/sealing';
import type { Identity } from '../identity/person-numbers.ts';

/** What stands in the place of the identity of somebody who was erased. */
export type ErasedMark = `x${string}`;
export type MarkOf = (namespace: OrganizationId, identity: Identity) => ErasedMark;

/**
 * Marks by which an erased identity is known again when it is sent anew, and which nobody can read: a keyed hash, so
 * that trying all ids there are takes the secret of the instance.
 */
export function erasedMarks(instanceSecret: string): MarkOf {
  const { lookUp } = openSealing(instanceSecret);
  return (namespace, identity) => `x${lookUp(`erased in ${namespace}`, identity).toString('base64url')}`;
}
