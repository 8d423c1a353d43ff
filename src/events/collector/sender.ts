import { nilUuid, type OrganizationId, type ShopId } from '#kernel/ids';

/** Who sends events: a write key, or a file that a member imports. */
export type Sender = {
  readonly organizationId: OrganizationId;
  /** Browser keys are public, so they carry behaviour only. */
  readonly kind: 'browser' | 'server' | 'import';
  /** The nil UUID for an import. */
  readonly writeKeyId: string;
  /** The shop a key was made for: events that name none belong to it. */
  readonly shopId: ShopId | null;
};

/** The sender of a file that a member brought. */
export const importSender = (organizationId: OrganizationId): Sender => ({
  organizationId,
  kind: 'import',
  writeKeyId: nilUuid,
  shopId: null,
});

/** What an event is read against, once per request. */
export type Reception = {
  readonly sender: Sender;
  readonly receivedMs: number;
  /** The sender's clock when it sent, from `sentAt`; null where it did not say. */
  readonly sentMs: number | null;
  readonly places: Places;
};

/** What the organisation's structure says of the ids in events. */
export type Places = {
  /** By raw id, shown id and the shop's id at its platform. */
  readonly shops: ReadonlyMap<string, { readonly shopId: string; readonly brandId: string }>;
  readonly accounts: ReadonlyMap<string, { readonly accountId: string; readonly shopId: string }>;
  /** The oldest shop in use, whose orders those are that name none; null where there is no shop yet. */
  readonly firstShopId: string | null;
  readonly currency: string;
  readonly isSimulated: boolean;
};
