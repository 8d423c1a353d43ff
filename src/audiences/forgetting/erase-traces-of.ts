import type { EraseTraces } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Files } from '#platform/files';
import type { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import { eraseImported } from '#shop';

export type TraceParts = {
  readonly records: Records;
  readonly files: Files;
  readonly eraseTraces: EraseTraces;
};

/** Erases what leads to an organisation's people, wherever it is kept. Done again it changes nothing. */
export function eraseTracesOf(
  { records, files, eraseTraces }: TraceParts,
  organizationId: OrganizationId,
  persons: PeopleSet,
): Promise<void> {
  return eraseTraces(organizationId, persons, (identities) =>
    eraseImported(
      { records, files },
      organizationId,
      identities.map((identity) => identity.slice(1)),
    ),
  );
}
