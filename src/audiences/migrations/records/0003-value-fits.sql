-- Fits of the value of an organisation's customers, asked for by somebody or by the clock. What a fit found, its
-- parameters and how far it can be relied on is in `found`; the scores of people are in the columnar store.
CREATE TABLE value_fits (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  -- Null where nobody asked but the time had come.
  asked_by text,
  asked_at timestamptz NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'fitted', 'too_little', 'failed')),
  -- The last local day whose purchases counted.
  day date,
  fitted_at timestamptz,
  people integer CHECK (people >= 0),
  -- What the purchases were like, so that it is seen whether any came since.
  pulse text,
  found jsonb,
  CHECK ((state IN ('fitted', 'too_little')) = (found IS NOT NULL))
);
CREATE INDEX value_fits_order ON value_fits (organization_id, id DESC);
CALL meadow_secure('value_fits');
