-- Shoppers belong to the market: no organisation reads these tables. A guest is a shopper without a sign-in.
CREATE TABLE shoppers (
  id uuid PRIMARY KEY,
  -- The person number their events and orders carry.
  person integer NOT NULL UNIQUE,
  -- Wrapped key of everything personal about them; destroying it erases the person. Null once erased.
  sealed_with bytea,
  -- Public: shown beside comments.
  nickname text CHECK (length(nickname) BETWEEN 1 AND 40),
  email_mark bytea UNIQUE,
  sealed_email bytea,
  password_hash text,
  locale text CHECK (locale IN ('zh', 'en')),
  simulated boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((email_mark IS NULL) = (sealed_email IS NULL))
);

CREATE TABLE shopper_sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  -- SHA-256 of 256 random bits.
  token_hash bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_on date NOT NULL DEFAULT current_date,
  expires_at timestamptz NOT NULL,
  revoked_at timestamptz
);
CREATE INDEX shopper_sessions_shopper ON shopper_sessions (shopper_id);

CREATE TABLE shopper_addresses (
  id uuid PRIMARY KEY,
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  -- JSON of recipient, phone, region and street, under the shopper's key.
  sealed bytea NOT NULL,
  is_default boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX shopper_addresses_default ON shopper_addresses (shopper_id) WHERE is_default;
CREATE INDEX shopper_addresses_shopper ON shopper_addresses (shopper_id);

REVOKE ALL ON shoppers, shopper_sessions, shopper_addresses FROM meadow_member;
