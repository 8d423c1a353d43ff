-- A file somebody brought. The position is committed with the rows it covers, so a killed import goes on exactly.
CREATE TABLE imports (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('orders', 'events')),
  file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 255),
  file_key text NOT NULL,
  file_bytes bigint NOT NULL CHECK (file_bytes >= 0),
  file_sha256 bytea NOT NULL,
  state text NOT NULL CHECK (state IN ('received', 'running', 'done', 'failed', 'cancelled')),
  -- What was recognised: format, encoding, delimiter, header, preset.
  shape jsonb NOT NULL DEFAULT '{}',
  mapping jsonb,
  options jsonb NOT NULL DEFAULT '{}',
  rows_total bigint,
  rows_read bigint NOT NULL DEFAULT 0,
  rows_taken bigint NOT NULL DEFAULT 0,
  rows_rejected bigint NOT NULL DEFAULT 0,
  bytes_read bigint NOT NULL DEFAULT 0,
  position jsonb NOT NULL DEFAULT '{}',
  summary jsonb NOT NULL DEFAULT '{}',
  error text,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  started_at timestamptz,
  finished_at timestamptz
);
CREATE INDEX imports_order ON imports (organization_id, id DESC);
CALL meadow_secure('imports');

CREATE TABLE import_rejects (
  organization_id uuid NOT NULL,
  import_id uuid NOT NULL REFERENCES imports ON DELETE CASCADE,
  row_number bigint NOT NULL,
  code text NOT NULL,
  field text,
  detail text NOT NULL,
  raw text NOT NULL,
  PRIMARY KEY (import_id, row_number)
);
CALL meadow_secure('import_rejects');

-- A mapping somebody confirmed, remembered by the header it was confirmed for.
CREATE TABLE import_mappings (
  organization_id uuid NOT NULL,
  kind text NOT NULL,
  header_hash bytea NOT NULL,
  mapping jsonb NOT NULL,
  options jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organization_id, kind, header_hash)
);
CALL meadow_secure('import_mappings');
