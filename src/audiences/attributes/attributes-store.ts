import { type DescribedMessage, type Forgotten, traitsOfPersons } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { PeopleSet, peopleState } from '#platform/people-sets';
import type { Records } from '#platform/records';
import type { Asked, Evidence } from '../rules/condition-kind.ts';
import { factOf } from '../rules/people-store.ts';
import { type PersonAttribute, personAttributes } from '../rules/rule.ts';
import { Statement } from '../rules/statement.ts';
import { attributeValue, people } from './attribute-sql.ts';

export type AttributeParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly forgotten: Forgotten;
};

/**
 * Copies what is known of persons to where facts are read. `version` grows with the outbox, so an older copy never
 * wins; of whom the records know nothing any more, the copy goes too. Of who was erased there is no row at all.
 */
export async function copyAttributes(
  { records, columnar, forgotten }: AttributeParts,
  organizationId: OrganizationId,
  messages: readonly { readonly id: number; readonly payload: DescribedMessage }[],
): Promise<void> {
  const persons = new Set(messages.flatMap(({ payload }) => payload.persons));
  const first = messages[0]?.id ?? 0;
  const version = messages.at(-1)?.id ?? 0;
  const known = await traitsOfPersons(records, organizationId, [...persons]);
  const rows = known.map((one) => ({
    organization_id: organizationId,
    person: one.person,
    version,
    said_at: one.updatedAt.toISOString(),
    birth_year: one.birthYear ?? 0,
    gender: one.gender ?? '',
    city_tier: one.cityTier ?? '',
    consumption_level: one.consumptionLevel ?? '',
  }));
  const here = new Set(known.map(({ person }) => person));
  const gone = [...persons]
    .filter((person) => !here.has(person))
    .map((person) => ({ organization_id: organizationId, person, version, deleted: 1 }));
  const token = `attributes ${organizationId} ${first} ${version} ${messages.length}`;
  await forgotten.keeping(async (erased) => {
    const kept = <Row extends { readonly person: number }>(some: readonly Row[]) =>
      some.filter(({ person }) => !erased.has(person));
    await columnar.insert('person_attributes', kept(rows), token);
    await columnar.insert('person_attributes', kept(gone), `${token} gone`);
  });
}

/** The people of each value of an attribute, those of whom it is not known left out. */
export async function peopleByAttribute(
  columnar: Columnar,
  asked: Asked,
  attribute: PersonAttribute,
): Promise<ReadonlyMap<string, PeopleSet>> {
  const statement = new Statement();
  const value = attributeValue(attribute, statement, asked);
  const { rows } = await columnar.query<{ value: string; people: string }>(
    { kind: 'organization', organizationId: asked.organizationId },
    {
      sql: `SELECT value, ${peopleState('person')} AS people
        FROM (SELECT person, ${value} AS value FROM ${people}) WHERE value != '' GROUP BY value`,
      params: statement.params,
      ...(asked.signal ? { signal: asked.signal } : {}),
    },
  );
  return new Map(rows.map((row) => [row.value, PeopleSet.fromState(row.people)]));
}

/** The same of every attribute, for which what was said is read once. */
export async function peopleByAttributes(
  columnar: Columnar,
  asked: Asked,
): Promise<ReadonlyMap<PersonAttribute, ReadonlyMap<string, PeopleSet>>> {
  const statement = new Statement();
  const said = personAttributes.map(
    (attribute) => `('${attribute}', CAST(${attributeValue(attribute, statement, asked)}, 'String'))`,
  );
  const { rows } = await columnar.query<{ attribute: PersonAttribute; value: string; people: string }>(
    { kind: 'organization', organizationId: asked.organizationId },
    {
      sql: `SELECT said.1 AS attribute, said.2 AS value, ${peopleState('person')} AS people
        FROM (SELECT person, arrayJoin([${said.join(', ')}]) AS said FROM ${people})
        WHERE said.2 != '' GROUP BY attribute, value`,
      params: statement.params,
      ...(asked.signal ? { signal: asked.signal } : {}),
    },
  );
  const sets = (attribute: PersonAttribute) =>
    rows
      .filter((row) => row.attribute === attribute)
      .map((row) => [row.value, PeopleSet.fromState(row.people)] as const);
  return new Map(personAttributes.map((attribute) => [attribute, new Map(sets(attribute))]));
}

/** What an attribute of one person is; '' where it is not known. */
export async function attributeOf(
  columnar: Columnar,
  asked: Asked,
  attribute: PersonAttribute,
  person: number,
): Promise<Evidence['values'][string]> {
  const statement = new Statement();
  const value = attributeValue(attribute, statement, asked);
  const found = await factOf(
    columnar,
    asked,
    statement,
    `SELECT ${value} AS value FROM ${people} WHERE person = ${statement.bind('UInt32', person)}`,
  );
  return found.value ?? '';
}
