-- Row-level security for every table that belongs to an organisation.
-- The server connects as meadow_member (one organisation at a time) or meadow_market (the instance itself);
-- neither is a superuser nor may bypass row security, so a forgotten WHERE shows nothing instead of everything.

CREATE FUNCTION meadow_organization() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('meadow.organization_id', true), '')::uuid;

CREATE PROCEDURE meadow_secure(table_name regclass, column_name name DEFAULT 'organization_id')
  LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', table_name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', table_name);
  EXECUTE format('CREATE POLICY organization ON %s TO meadow_member USING (%I = meadow_organization()) WITH CHECK (%I = meadow_organization())',
    table_name, column_name, column_name);
  EXECUTE format('CREATE POLICY market ON %s TO meadow_market USING (true) WITH CHECK (true)', table_name);
END $$;

-- State change and message are one transaction; the relay publishes in commit order.
-- transaction_id makes that order safe: an id alone may commit after a higher one was already read.
CREATE TABLE outbox (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  organization_id uuid NOT NULL,
  topic text NOT NULL CHECK (length(topic) BETWEEN 1 AND 100),
  payload jsonb NOT NULL,
  traceparent text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX outbox_order ON outbox (transaction_id, id);
CALL meadow_secure('outbox');
REVOKE UPDATE, DELETE, TRUNCATE ON outbox FROM meadow_member;

CREATE TABLE outbox_positions (
  subscriber text PRIMARY KEY,
  transaction_id xid8 NOT NULL DEFAULT '0',
  outbox_id bigint NOT NULL DEFAULT 0,
  updated_at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON outbox_positions FROM meadow_member;

-- One row per command that carried an Idempotency-Key; the answer is replayed for a repeat.
CREATE TABLE idempotency_keys (
  organization_id uuid NOT NULL,
  key text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
  request_hash bytea NOT NULL,
  status smallint,
  answer jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, key)
);
CALL meadow_secure('idempotency_keys');
