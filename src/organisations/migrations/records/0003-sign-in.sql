-- Ten wrong codes lock the second factor of an account for a while, however many addresses they come from.
ALTER TABLE auth_two_factors
  ADD COLUMN failed_verification_count integer NOT NULL DEFAULT 0,
  ADD COLUMN locked_until timestamptz;

-- Operates the market: may create organisations. Belongs to the person, not to a membership.
ALTER TABLE auth_users ADD COLUMN is_operator boolean NOT NULL DEFAULT false;

-- Every mail that was to be sent. Without a mail server this is where the operator reads a reset link.
CREATE TABLE mails (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON mails FROM meadow_member;
