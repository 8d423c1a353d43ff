import { asId, nilUuid, type OrganizationId, type ShopId } from '#kernel/ids';

/** Who sends events: a write key, a file that a member imports, or a shopper of this market. */
export type Sender = {
  readonly organizationId: OrganizationId;
  /** Browser keys are public and shoppers are the public, so they carry behaviour only. */
  readonly kind: 'browser' | 'server' | 'import' | 'shopper';
  /** The nil UUID for an import. */
  readonly writeKeyId: string;
  /** The shop a key was made for: events that name none belong to it. */
  readonly shopId: ShopId | null;
  /** Of a shopper: their person number, whatever the events say of who they are. */
  readonly person?: number;
  /** A shopper made by the simulator, whose traces are marked in everybody's events. */
  readonly isSimulated?: boolean;
};

/**
 * Shoppers belong to the market, not to an organisation: their identities are numbered in this namespace, and
 * what they do outside any shop (opening the feed, searching) is kept under it.
 */
export const marketNamespace = asId('organization', nilUuid);

/** The sender of what a shopper did with something of this organisation, or of none: `marketNamespace`. */
export const shopperSender = (
  organizationId: OrganizationId,
  shopper: { readonly person: number; readonly simulated: boolean },
): Sender => ({
  organizationId,
  kind: 'shopper',
  writeKeyId: nilUuid,
  shopId: null,
  person: shopper.person,
  isSimulated: shopper.simulated,
});

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
