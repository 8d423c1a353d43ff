/** An invitation is good for a week: long enough for a holiday, short enough that a lost mail does not matter. */
export const invitationLifeMs = 7 * 24 * 3600 * 1000;

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired';

export type InvitationDates = {
  readonly expires_at: Date;
  readonly accepted_at: Date | null;
  readonly revoked_at: Date | null;
};

export function stateOf(invitation: InvitationDates, now: Date): InvitationState {
  if (invitation.accepted_at) return 'accepted';
  if (invitation.revoked_at) return 'revoked';
  return invitation.expires_at <= now ? 'expired' : 'open';
}

export function invitationLink(baseUrl: string, token: string): string {
  return `${baseUrl}/console/invitation?token=${token}`;
}
