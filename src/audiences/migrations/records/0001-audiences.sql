-- A named group of people. A live one is its rule, asked anew whenever it is read; a frozen one is the people who
-- fulfilled the rule at one moment; a list is the people of ids that somebody brought.
CREATE TABLE audiences (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  note text NOT NULL DEFAULT '' CHECK (length(note) <= 1000),
  kind text NOT NULL CHECK (kind IN ('live', 'frozen', 'list')),
  rule jsonb,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  -- Person numbers as a portable Roaring bitmap; people merged later are followed when it is read.
  people bytea,
  -- As counted last, and of when that was.
  size integer CHECK (size >= 0),
  counted_at timestamptz,
  -- Of a list: rows it had, and of them those that named somebody known.
  list_rows integer CHECK (list_rows >= 0),
  list_known integer CHECK (list_known BETWEEN 0 AND list_rows),
  made_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  UNIQUE (organization_id, id),
  CHECK ((kind = 'list') = (rule IS NULL)),
  CHECK ((kind = 'live') = (people IS NULL)),
  CHECK ((kind = 'list') = (list_rows IS NOT NULL))
);
CREATE INDEX audiences_order ON audiences (organization_id, id DESC);
CALL meadow_secure('audiences');

CREATE TABLE audience_versions (
  organization_id uuid NOT NULL,
  audience_id uuid NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  rule jsonb,
  actor_name text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (audience_id, version),
  FOREIGN KEY (organization_id, audience_id) REFERENCES audiences (organization_id, id)
);
CALL meadow_secure('audience_versions');
REVOKE UPDATE, DELETE, TRUNCATE ON audience_versions FROM meadow_member, meadow_market;

-- How few people may still be looked into or delivered; without a row it is a hundred.
CREATE TABLE audience_settings (
  organization_id uuid PRIMARY KEY REFERENCES organizations,
  smallest integer NOT NULL CHECK (smallest BETWEEN 1 AND 100000),
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL meadow_secure('audience_settings');
