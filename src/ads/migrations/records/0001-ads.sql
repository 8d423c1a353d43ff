-- An advertiser's purse: one per shop. `balance` is what its ledger says, kept by the trigger below and by nothing
-- else; `held` is the part of it that servers have leased and not yet spent.
CREATE TABLE ad_accounts (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL UNIQUE,
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  balance bigint NOT NULL DEFAULT 0 CHECK (balance >= 0),
  held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  UNIQUE (organization_id, id),
  CHECK (held <= balance)
);
CALL meadow_secure('ad_accounts');

-- Double entry: every transfer takes from one side what it gives to another. Entries are written once.
CREATE TABLE ad_ledger (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organization_id uuid NOT NULL,
  ad_account_id uuid NOT NULL,
  transfer_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('top_up', 'charge', 'credit')),
  -- 'funding' is money from outside, 'balance' the purse, 'spent' what the market earned.
  side text NOT NULL CHECK (side IN ('funding', 'balance', 'spent')),
  amount bigint NOT NULL CHECK (amount <> 0),
  at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
  UNIQUE (transfer_id, side)
);
CREATE INDEX ad_ledger_account ON ad_ledger (ad_account_id, id DESC);
CALL meadow_secure('ad_ledger');
REVOKE UPDATE, DELETE, TRUNCATE ON ad_ledger FROM meadow_member, meadow_market;

-- A statement that writes half a transfer is refused, so the ledger sums to zero at every moment; the same statement
-- moves the purse, so the two cannot part.
CREATE FUNCTION ad_ledger_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh GROUP BY transfer_id HAVING sum(amount) <> 0 OR count(DISTINCT ad_account_id) <> 1) THEN
    RAISE EXCEPTION 'a transfer of the ad ledger does not sum to zero' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE ad_accounts a SET balance = a.balance + moved.amount, updated_at = now()
  FROM (SELECT ad_account_id, sum(amount) AS amount FROM fresh WHERE side = 'balance' GROUP BY ad_account_id) moved
  WHERE a.id = moved.ad_account_id;
  RETURN NULL;
END $$;
CREATE TRIGGER ad_ledger_written AFTER INSERT ON ad_ledger
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ad_ledger_written();

-- A plan 计划 promotes one product by one published video.
CREATE TABLE ad_plans (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  ad_account_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  goal text NOT NULL CHECK (goal IN ('product_order')),
  placement text NOT NULL CHECK (placement IN ('feed')),
  video_id uuid NOT NULL,
  product_id uuid NOT NULL,
  bidding text NOT NULL CHECK (bidding IN ('max_volume', 'cost_control')),
  -- Minor units per order.
  target_cost bigint CHECK (target_cost > 0),
  day_budget bigint NOT NULL CHECK (day_budget > 0),
  -- 'new' never bought in the shop, 'repeat' did.
  audience text NOT NULL CHECK (audience IN ('all', 'new', 'repeat')),
  starts_at timestamptz NOT NULL,
  ends_at timestamptz,
  -- Local hours of the day as bits, the lowest for 0 o'clock; null serves all day.
  hours integer CHECK (hours > 0 AND hours < 16777216),
  state text NOT NULL CHECK (state IN ('on', 'off', 'archived')),
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, ad_account_id) REFERENCES ad_accounts (organization_id, id),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  FOREIGN KEY (organization_id, video_id) REFERENCES videos (organization_id, id),
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id),
  UNIQUE (organization_id, id),
  CHECK ((bidding = 'cost_control') = (target_cost IS NOT NULL)),
  CHECK (ends_at > starts_at)
);
CREATE INDEX ad_plans_order ON ad_plans (organization_id, id DESC);
CREATE INDEX ad_plans_updated ON ad_plans (updated_at);
CREATE INDEX ad_plans_account ON ad_plans (ad_account_id);
CALL meadow_secure('ad_plans');

CREATE TABLE ad_plan_versions (
  organization_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  version integer NOT NULL,
  -- The settings as they stood from then on.
  settings jsonb NOT NULL,
  actor_name text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (plan_id, version),
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id)
);
CALL meadow_secure('ad_plan_versions');
REVOKE UPDATE, DELETE, TRUNCATE ON ad_plan_versions FROM meadow_member, meadow_market;

-- A plan's budget of one local day of its brand. The check is the law: whatever the number of servers, what is spent
-- and what they hold never passes the budget.
CREATE TABLE ad_budget_days (
  plan_id uuid NOT NULL,
  day date NOT NULL,
  organization_id uuid NOT NULL,
  budget bigint NOT NULL CHECK (budget > 0),
  spent bigint NOT NULL DEFAULT 0 CHECK (spent >= 0),
  held bigint NOT NULL DEFAULT 0 CHECK (held >= 0),
  PRIMARY KEY (plan_id, day),
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id),
  CHECK (spent + held <= budget)
);
CALL meadow_secure('ad_budget_days');

-- Servers that hold leases, each alive until it says so no more.
CREATE TABLE ad_servers (
  id uuid PRIMARY KEY,
  alive_until timestamptz NOT NULL
);
REVOKE ALL ON ad_servers FROM meadow_member;

-- A slice of a day's budget that one server may spend; what it has not spent goes back when it is closed.
CREATE TABLE ad_leases (
  id uuid PRIMARY KEY,
  server_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  ad_account_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  day date NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  spent bigint NOT NULL DEFAULT 0 CHECK (spent >= 0),
  opened_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  FOREIGN KEY (plan_id, day) REFERENCES ad_budget_days (plan_id, day),
  CHECK (spent <= amount)
);
CREATE INDEX ad_leases_open ON ad_leases (server_id) WHERE closed_at IS NULL;
CREATE INDEX ad_leases_plan ON ad_leases (plan_id) WHERE closed_at IS NULL;
CALL meadow_secure('ad_leases');

-- What was really shown, once per plan and request. `transaction_id` makes reading in commit order safe.
CREATE TABLE ad_impressions (
  plan_id uuid NOT NULL,
  request_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  shopper_id uuid NOT NULL,
  person integer NOT NULL,
  simulated boolean NOT NULL,
  p_ctr double precision NOT NULL,
  at timestamptz NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  PRIMARY KEY (plan_id, request_id),
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id)
);
CREATE INDEX ad_impressions_shopper ON ad_impressions (shopper_id, at);
CREATE INDEX ad_impressions_person ON ad_impressions (person, shop_id, at);
CREATE INDEX ad_impressions_seq ON ad_impressions (transaction_id, seq);
CREATE INDEX ad_impressions_at ON ad_impressions (at);
CALL meadow_secure('ad_impressions');

-- A paid click. The unique key is the law that nothing is billed twice.
CREATE TABLE ad_charges (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  ad_account_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('click')),
  shop_id uuid NOT NULL,
  video_id uuid NOT NULL,
  product_id uuid NOT NULL,
  shopper_id uuid NOT NULL,
  person integer NOT NULL,
  simulated boolean NOT NULL,
  price bigint NOT NULL CHECK (price > 0),
  currency char(3) NOT NULL,
  p_ctr double precision NOT NULL,
  p_cvr double precision NOT NULL,
  day date NOT NULL,
  at timestamptz NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  UNIQUE (plan_id, request_id, kind),
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id)
);
CREATE INDEX ad_charges_person ON ad_charges (person, shop_id, at);
CREATE INDEX ad_charges_plan ON ad_charges (plan_id, at);
CREATE INDEX ad_charges_seq ON ad_charges (transaction_id, seq);
CALL meadow_secure('ad_charges');
REVOKE UPDATE, DELETE, TRUNCATE ON ad_charges FROM meadow_member;

-- Paid order lines that an ad led to, by person and shop: the last click within 7 days, else the last view within
-- one. Decided once, when the line is first seen paid.
CREATE TABLE ad_conversions (
  line_id uuid PRIMARY KEY,
  order_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  plan_id uuid NOT NULL,
  request_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('click', 'view')),
  touched_at timestamptz NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY,
  transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id)
);
CREATE INDEX ad_conversions_order ON ad_conversions (order_id);
CREATE INDEX ad_conversions_plan ON ad_conversions (plan_id);
CREATE INDEX ad_conversions_seq ON ad_conversions (transaction_id, seq);
CALL meadow_secure('ad_conversions');

-- Who ever bought in a shop, for audiences of new and repeat customers.
CREATE TABLE ad_shop_buyers (
  shop_id uuid NOT NULL,
  person integer NOT NULL,
  organization_id uuid NOT NULL,
  seq bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  PRIMARY KEY (shop_id, person)
);
CALL meadow_secure('ad_shop_buyers');
INSERT INTO ad_shop_buyers (shop_id, person, organization_id)
  SELECT DISTINCT shop_id, buyer, organization_id FROM orders WHERE paid_at IS NOT NULL AND buyer IS NOT NULL;

-- The duals of a plan's bidding, moved by one server at a time and read by all.
CREATE TABLE ad_plan_duals (
  plan_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  -- Of the budget and of the cost, both without unit: see the bidding slice.
  lambda double precision NOT NULL CHECK (lambda > 0),
  mu double precision NOT NULL CHECK (mu > 0),
  spent_seen bigint NOT NULL DEFAULT 0,
  day date NOT NULL,
  ticked_at timestamptz NOT NULL,
  FOREIGN KEY (organization_id, plan_id) REFERENCES ad_plans (organization_id, id)
);
CALL meadow_secure('ad_plan_duals');

CREATE SEQUENCE ad_fact_versions AS bigint;
