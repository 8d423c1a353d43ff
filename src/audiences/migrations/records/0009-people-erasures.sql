-- People whom an organisation erased: how many ids were named and were known, never which. The numbers stay, because
-- what comes later under a number is looked after as well.
CREATE TABLE people_erasures (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  state text NOT NULL CHECK (state IN ('asked', 'done', 'settled')),
  named integer NOT NULL CHECK (named > 0),
  known integer NOT NULL CHECK (known >= 0),
  persons integer[] NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamptz NOT NULL,
  done_at timestamptz,
  -- Why it is not done yet.
  waits_for text CHECK (waits_for IN ('import'))
);
CREATE INDEX people_erasures_order ON people_erasures (organization_id, id DESC);
CREATE INDEX people_erasures_open ON people_erasures (id) WHERE state <> 'settled';
CALL meadow_secure('people_erasures');

-- By which ids a webhook is told to forget people: they are looked up before they go.
ALTER TABLE audience_webhook_parcels ADD COLUMN ids jsonb;
