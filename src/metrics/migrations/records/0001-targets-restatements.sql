-- What a team set out to reach, per local month; compared with by `compare: target`.
CREATE TABLE metric_targets (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  metric text NOT NULL,
  month date NOT NULL CHECK (extract(day FROM month) = 1),
  -- Null means the whole organisation.
  brand_id uuid,
  shop_id uuid,
  value numeric NOT NULL CHECK (value >= 0),
  updated_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (organization_id, metric, month, brand_id, shop_id)
);
CALL meadow_secure('metric_targets');

-- A number that was already shown and then changed for a named reason (late import, merge, correction).
CREATE TABLE metric_restatements (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  metrics text[] NOT NULL,
  from_day date NOT NULL,
  to_day date NOT NULL,
  reason text NOT NULL,
  at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX metric_restatements_order ON metric_restatements (organization_id, at DESC);
CALL meadow_secure('metric_restatements');

-- Daily rates by which sums over several currencies are converted, at the pay day's rate.
CREATE TABLE currency_rates (
  organization_id uuid NOT NULL,
  day date NOT NULL,
  currency char(3) NOT NULL,
  base char(3) NOT NULL,
  rate numeric NOT NULL CHECK (rate > 0),
  PRIMARY KEY (organization_id, day, currency, base)
);
CALL meadow_secure('currency_rates');
