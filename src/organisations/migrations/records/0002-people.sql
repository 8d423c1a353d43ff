-- People sign in through better-auth; its four tables belong to the market and no organisation reads them.

CREATE TABLE auth_users (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL DEFAULT false,
  image text,
  two_factor_enabled boolean NOT NULL DEFAULT false,
  locale text CHECK (locale IN ('zh', 'en')),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE auth_sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth_users ON DELETE CASCADE,
  token text NOT NULL UNIQUE,
  expires_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  active_organization_id uuid REFERENCES organizations,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_sessions_user ON auth_sessions (user_id);
CREATE TABLE auth_credentials (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth_users ON DELETE CASCADE,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  access_token text,
  refresh_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  id_token text,
  password text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_credentials_user ON auth_credentials (user_id);
CREATE TABLE auth_verifications (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX auth_verifications_identifier ON auth_verifications (identifier);
CREATE TABLE auth_two_factors (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  user_id uuid NOT NULL REFERENCES auth_users ON DELETE CASCADE,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean NOT NULL DEFAULT false
);
CREATE INDEX auth_two_factors_user ON auth_two_factors (user_id);
REVOKE ALL ON auth_users, auth_sessions, auth_credentials, auth_verifications, auth_two_factors FROM meadow_member;

CREATE TABLE members (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  user_id uuid NOT NULL REFERENCES auth_users,
  -- Shown to colleagues, who may not read auth_users.
  email text NOT NULL,
  name text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'decision', 'content', 'merchandise', 'creators', 'ads', 'service', 'audience')),
  created_at timestamptz NOT NULL DEFAULT now(),
  removed_at timestamptz
);
CREATE UNIQUE INDEX members_once ON members (organization_id, user_id) WHERE removed_at IS NULL;
CREATE INDEX members_user ON members (user_id);
CALL meadow_secure('members');

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'decision', 'content', 'merchandise', 'creators', 'ads', 'service', 'audience')),
  token_hash bytea NOT NULL UNIQUE,
  invited_by uuid NOT NULL REFERENCES members,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CALL meadow_secure('invitations');

-- Secrets are shown once and kept as SHA-256: they carry 256 random bits, so a slow hash would add nothing.
CREATE TABLE api_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  hint text NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  permissions text[] NOT NULL,
  created_by uuid REFERENCES members,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);
CALL meadow_secure('api_keys');

CREATE TABLE write_keys (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- A browser key is public and carries behaviour only; a server key is secret and may also carry orders.
  kind text NOT NULL CHECK (kind IN ('browser', 'server')),
  hint text NOT NULL,
  secret_hash bytea NOT NULL UNIQUE,
  -- The shop that events of this key belong to when they do not name one.
  shop_id uuid,
  created_by uuid REFERENCES members,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id)
);
CALL meadow_secure('write_keys');

CREATE TABLE audit_log (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  at timestamptz NOT NULL DEFAULT now(),
  -- Who: a member, an API key, or the system itself.
  actor_kind text NOT NULL CHECK (actor_kind IN ('member', 'api_key', 'system')),
  actor_id uuid,
  actor_name text NOT NULL,
  action text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid,
  detail jsonb NOT NULL DEFAULT '{}',
  ip_address text
);
CREATE INDEX audit_log_order ON audit_log (organization_id, at DESC, id DESC);
CALL meadow_secure('audit_log');
-- Nobody the server connects as can edit what was logged.
REVOKE UPDATE, DELETE, TRUNCATE ON audit_log FROM meadow_member, meadow_market;
