-- Ten wrong codes lock the second factor of an account for a while, however many addresses they come from.
ALTER TABLE auth_two_factors
  ADD COLUMN failed_verification_count integer NOT NULL DEFAULT 0,
  ADD COLUMN locked_until timestamptz;

-- Operates the market: may create organisations. Belongs to the person, not to a membership.
ALTER TABLE auth_users ADD COLUMN is_operator boolean NOT NULL DEFAULT false;

-- A program may invite people too; then no member did.
ALTER TABLE invitations ALTER COLUMN invited_by DROP NOT NULL;

-- Everyone may read what market this is; only the market itself changes it.
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON market FROM meadow_member;
