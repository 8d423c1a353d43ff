import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { type PeopleSet, peopleFromText } from '#platform/people-sets';
import type { Identity } from '../identity/person-numbers.ts';

/** Columns in which a sender may say who somebody is; what metrics read are the others. */
export const tellingColumns = ['message_id', 'user_id', 'anonymous_id', 'properties', 'context'] as const;

const isTheirs = `organization_id = {organizationId:UUID} AND bitmapContains(${peopleFromText('{persons:String}')}, person)`;
const tells = `(${tellingColumns.map((column) => `${column} != ''`).join(' OR ')})`;

type Whose = { readonly organizationId: OrganizationId; readonly persons: PeopleSet };

const paramsOf = ({ organizationId, persons }: Whose) => ({ organizationId, persons: persons.toState() });

/** Messages about money of these persons, as their sender named them. */
export async function moneyMessagesOf(columnar: Columnar, whose: Whose): Promise<string[]> {
  const { rows } = await columnar.query<{ message_id: string }>(
    { kind: 'organization', organizationId: whose.organizationId },
    {
      sql: `SELECT DISTINCT message_id FROM $events
        WHERE ${isTheirs} AND event IN ('Order Completed', 'Order Refunded') AND message_id != ''`,
      params: paramsOf(whose),
    },
  );
  return rows.map(({ message_id }) => message_id);
}

/**
 * Empties what says who somebody is in the events of persons; what they did, when and where stays. Parts are written
 * anew, so it is gone from rows too that later ones stand in for. Done again it changes nothing.
 */
export function emptyEventsOf(columnar: Columnar, whose: Whose): Promise<void> {
  return columnar.command(
    `ALTER TABLE ${columnar.database}.events
      UPDATE ${tellingColumns.map((column) => `${column} = ''`).join(', ')} WHERE ${isTheirs} AND ${tells}
      SETTINGS mutations_sync = 1`,
    paramsOf(whose),
  );
}

/** Removes refused events that name any of these identities; whole texts only, so that no price is taken for an id. */
export function removeRefusedOf(
  columnar: Columnar,
  organizationId: OrganizationId,
  identities: readonly Identity[],
): Promise<void> {
  const ids = identities.map((identity) => identity.slice(1));
  const named = ['userId', 'anonymousId', 'previousId'];
  return columnar.command(
    `ALTER TABLE ${columnar.database}.quarantined_events DELETE WHERE organization_id = {organizationId:UUID} AND (
        arrayExists(text -> position(raw, text) > 0, {texts:Array(String)})
        OR ${named.map((name) => `has({ids:Array(String)}, JSONExtractRaw(raw, '${name}'))`).join(' OR ')})
      SETTINGS mutations_sync = 1`,
    { organizationId, ids, texts: ids.map((id) => JSON.stringify(id)) },
  );
}
