-- An audience handed to something that acts on it: a group for ads, a file, or somebody else's server.
CREATE TABLE audience_deliveries (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  audience_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  target text NOT NULL CHECK (target IN ('ads', 'file', 'webhook')),
  -- Of a hundred people, so many are kept out by a hash of delivery and person.
  hold_out_percent smallint NOT NULL CHECK (hold_out_percent BETWEEN 0 AND 50),
  state text NOT NULL CHECK (state IN ('preparing', 'active', 'withdrawn')),
  -- Of ads.
  group_id uuid,
  -- Of a webhook.
  url text CHECK (length(url) <= 2000),
  -- Who is delivered and who is held out now, and all who ever were: Roaring bitmaps of person numbers.
  people bytea NOT NULL,
  held_out bytea NOT NULL,
  ever_people bytea NOT NULL,
  ever_held_out bytea NOT NULL,
  size integer NOT NULL DEFAULT 0 CHECK (size >= 0),
  held_out_size integer NOT NULL DEFAULT 0 CHECK (held_out_size >= 0),
  -- Why the last run did not do all it should; null where it did.
  problem text,
  made_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ran_at timestamptz,
  withdrawn_at timestamptz,
  UNIQUE (organization_id, id),
  FOREIGN KEY (organization_id, audience_id) REFERENCES audiences (organization_id, id),
  FOREIGN KEY (organization_id, group_id) REFERENCES people_groups (organization_id, id),
  CHECK ((target = 'webhook') = (url IS NOT NULL)),
  CHECK ((state = 'withdrawn') = (withdrawn_at IS NOT NULL))
);
CREATE INDEX audience_deliveries_order ON audience_deliveries (organization_id, id DESC);
CREATE INDEX audience_deliveries_audience ON audience_deliveries (audience_id);
CALL meadow_secure('audience_deliveries');

-- What each run did; one that changed nothing is not written down.
CREATE TABLE audience_delivery_runs (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  sent integer NOT NULL CHECK (sent >= 0),
  held_out integer NOT NULL CHECK (held_out >= 0),
  entered integer NOT NULL CHECK (entered >= 0),
  departed integer NOT NULL CHECK (departed >= 0),
  failed integer NOT NULL CHECK (failed >= 0),
  problem text,
  FOREIGN KEY (organization_id, delivery_id) REFERENCES audience_deliveries (organization_id, id)
);
CREATE INDEX audience_delivery_runs_order ON audience_delivery_runs (delivery_id, id DESC);
CALL meadow_secure('audience_delivery_runs');

CREATE TABLE audience_delivery_files (
  delivery_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  file_key text NOT NULL,
  rows integer NOT NULL CHECK (rows >= 0),
  bytes bigint NOT NULL CHECK (bytes >= 0),
  written_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL,
  -- Withdrawn, or expired and swept: the file is gone.
  removed_at timestamptz,
  FOREIGN KEY (organization_id, delivery_id) REFERENCES audience_deliveries (organization_id, id)
);
CALL meadow_secure('audience_delivery_files');

-- What a webhook has still to be told, in the order of its ids; person numbers only, ids are looked up when it is sent.
CREATE TABLE audience_webhook_parcels (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  delivery_id uuid NOT NULL,
  -- 'erased': whoever received these people must forget them.
  kind text NOT NULL CHECK (kind IN ('entered', 'left', 'erased')),
  persons integer[] NOT NULL,
  attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
  -- At once, until it was not taken.
  next_at timestamptz NOT NULL DEFAULT '-infinity',
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, delivery_id) REFERENCES audience_deliveries (organization_id, id)
);
CREATE INDEX audience_webhook_parcels_order ON audience_webhook_parcels (delivery_id, id);
CALL meadow_secure('audience_webhook_parcels');

-- Numbers of erased people: what they did stays a number, but no rule may hand them to anybody again.
CREATE TABLE audience_forgotten_people (
  person integer PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON audience_forgotten_people FROM meadow_member;
