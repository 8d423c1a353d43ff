/**
 * The creator 达人 behind what an account shows: the account itself where it is outside the brand 合作, nobody where it
 * is the brand's own 自营. Touches, what screens tell and reactions all ask here, so that they name the same one.
 */
export const creatorOf = (shown: {
  readonly accountId: string;
  readonly accountType: string;
}): string | null => (shown.accountType === 'partner' ? shown.accountId : null);
