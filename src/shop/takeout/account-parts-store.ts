import { showId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { recordPages, shownPages, type TakeoutPart } from '#platform/takeout';
import type { Address } from '../shoppers/address.ts';
import { listAddresses } from '../shoppers/addresses-store.ts';

export type AccountParts = { readonly records: Records; readonly sealing: Sealing };

type SessionRow = {
  readonly created_at: Date;
  readonly last_used_on: string;
  readonly expires_at: Date;
  readonly revoked_at: Date | null;
};

/** Who the shopper is, unsealed: the key is theirs. Of the password there is nothing that could be told. */
export const accountPart = ({ records, sealing }: AccountParts): TakeoutPart => ({
  name: 'account',
  // Numbers and ids by which events find their person, and what makes a guest and a shopper one.
  carries: ['shoppers', 'person_identities', 'person_merges', 'columnar.person_merges'],
  one: ({ shopperId, shopperIds }) =>
    records.market(async (trx) => {
      const shopper = await trx
        .selectFrom('shoppers')
        .select(['nickname', 'sealed_with', 'sealed_email', 'locale', 'simulated', 'created_at'])
        .where('id', '=', shopperId)
        .executeTakeFirst();
      if (!shopper) return null;
      const { sealed_with: key, sealed_email: email } = shopper;
      return {
        id: showId('shopper', shopperId),
        email: key && email ? sealing.open(key, email) : null,
        nickname: shopper.nickname,
        language: shopper.locale,
        isGuest: email === null,
        since: shopper.created_at,
        simulated: shopper.simulated,
        guestsBefore: shopperIds.filter((id) => id !== shopperId).map((id) => showId('shopper', id)),
      };
    }),
});

/** Where the shopper is or was signed in; the tokens themselves are not kept, only their marks. */
export const sessionsPart = ({ records }: AccountParts): TakeoutPart => ({
  name: 'sessions',
  carries: ['shopper_sessions'],
  pages: ({ shopperIds }) =>
    shownPages(
      recordPages<SessionRow>(
        records,
        {
          table: 'shopper_sessions',
          columns: ['created_at', 'last_used_on', 'expires_at', 'revoked_at'],
          key: { id: 'uuid' },
        },
        shopperIds,
      ),
      (row) => ({
        begunAt: row.created_at,
        lastUsedOn: row.last_used_on,
        endsAt: row.expires_at,
        endedAt: row.revoked_at,
      }),
    ),
});

export const addressesPart = ({ records, sealing }: AccountParts): TakeoutPart => ({
  name: 'addresses',
  carries: ['shopper_addresses'],
  pages: async function* ({ shopperId }) {
    const found = await listAddresses(records, shopperId);
    if (found === null) return;
    yield found.addresses.map(({ id, sealed, is_default }) => {
      const { recipient, phone, region, street } = JSON.parse(sealing.open(found.key, sealed)) as Address;
      return { id: showId('address', id), recipient, phone, region, street, isDefault: is_default };
    });
  },
});
