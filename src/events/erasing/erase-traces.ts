import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { PeopleSet } from '#platform/people-sets';
import type { Records } from '#platform/records';
import type { Identity } from '../identity/person-numbers.ts';
import { forgetMoneyMessages, identitiesOf, markIdentities } from './erase-identities-store.ts';
import { emptyEventsOf, moneyMessagesOf, removeRefusedOf } from './erase-rows-store.ts';
import { erasedMarks } from './erased-mark.ts';

/** Erases what leads from numbers of an organisation's people to them, in events and in what was refused. */
export type EraseTraces = (
  organizationId: OrganizationId,
  persons: PeopleSet,
  /** Given the identities while they are known still, for those who keep copies of their own. */
  before: (identities: readonly Identity[]) => Promise<void>,
) => Promise<void>;

type Parts = { readonly records: Records; readonly columnar: Columnar; readonly instanceSecret: string };

/** The identities go last, because all else is found by them: whoever is interrupted begins anew. */
export function traceEraser({ records, columnar, instanceSecret }: Parts): EraseTraces {
  const markOf = erasedMarks(instanceSecret);
  return async (organizationId, persons, before) => {
    const identities = await identitiesOf(records, organizationId, persons);
    await before(identities);
    if (identities.length > 0) await removeRefusedOf(columnar, organizationId, identities);
    const whose = { organizationId, persons };
    await forgetMoneyMessages(records, organizationId, await moneyMessagesOf(columnar, whose));
    await emptyEventsOf(columnar, whose);
    await markIdentities(records, organizationId, identities, markOf);
  };
}
