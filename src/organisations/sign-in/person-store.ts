import { newId } from '#kernel/ids';
import type { Trx } from '#platform/records';

/** Rows of the sign-in library that we write ourselves, so that a person and a membership begin together. */
export type NewPerson = {
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly isOperator?: boolean;
};

export async function insertPerson(trx: Trx, person: NewPerson): Promise<string> {
  const id = newId('user');
  await trx
    .insertInto('auth_users')
    .values({
      id,
      email: person.email.toLowerCase(),
      name: person.name,
      // They hold the link or were made by the operator: the address is theirs.
      email_verified: true,
      is_operator: person.isOperator ?? false,
    })
    .execute();
  await trx
    .insertInto('auth_credentials')
    .values({
      id: newId('user'),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: person.passwordHash,
    })
    .execute();
  return id;
}

export function findPersonByEmail(trx: Trx, email: string) {
  return trx
    .selectFrom('auth_users')
    .select(['id', 'email', 'name'])
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst();
}
