-- Coupons 优惠券 of a shop, what shoppers claimed of them, and what they took off order lines. What a coupon gives never
-- changes once it is open, so a checkout needs no lock on it, only on the claimed one that it holds.
CREATE TABLE coupons (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
  -- 立减, 满减, 折扣.
  kind text NOT NULL CHECK (kind IN ('direct', 'threshold', 'percentage')),
  -- Minor units of the shop's currency: taken off, from which amount on, and at most.
  amount_off bigint CHECK (amount_off > 0),
  threshold bigint CHECK (threshold > 0),
  percent_off smallint CHECK (percent_off BETWEEN 1 AND 99),
  discount_max bigint CHECK (discount_max > 0),
  scope text NOT NULL CHECK (scope IN ('shop', 'products')),
  quantity integer NOT NULL CHECK (quantity > 0),
  claimed_count integer NOT NULL DEFAULT 0 CHECK (claimed_count >= 0),
  per_shopper smallint NOT NULL CHECK (per_shopper BETWEEN 1 AND 10),
  claim_from timestamptz NOT NULL,
  claim_until timestamptz NOT NULL,
  -- When a claimed one is good: between two instants, or for days from when it was claimed.
  use_from timestamptz,
  use_until timestamptz,
  use_days smallint CHECK (use_days BETWEEN 1 AND 365),
  for_whom text NOT NULL CHECK (for_whom IN ('everybody', 'groups')),
  -- 自动发放: whoever may have it finds it among their coupons when they come.
  granted boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'open', 'paused', 'ended')),
  ended_by text CHECK (ended_by IN ('clock', 'quantity', 'hand')),
  simulated boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  UNIQUE (organization_id, id),
  -- Never more claimed than there are, whatever the number of servers.
  CONSTRAINT coupons_quantity CHECK (claimed_count <= quantity),
  CHECK (claim_from < claim_until),
  CHECK ((use_days IS NULL) = (use_until IS NOT NULL) AND (use_from IS NULL) = (use_until IS NULL) AND use_from < use_until),
  CHECK ((state = 'ended') = (ended_by IS NOT NULL)),
  CHECK (CASE kind
    WHEN 'direct' THEN amount_off IS NOT NULL AND threshold IS NULL AND percent_off IS NULL AND discount_max IS NULL
    WHEN 'threshold' THEN amount_off IS NOT NULL AND threshold >= amount_off AND percent_off IS NULL AND discount_max IS NULL
    ELSE amount_off IS NULL AND threshold IS NULL AND percent_off IS NOT NULL END)
);
CREATE INDEX coupons_order ON coupons (organization_id, id DESC);
CREATE INDEX coupons_shop ON coupons (shop_id) WHERE state <> 'draft';
CREATE INDEX coupons_due ON coupons (claim_until) WHERE state IN ('open', 'paused');
CREATE INDEX coupons_granted ON coupons (id) WHERE state = 'open' AND granted;
CALL meadow_secure('coupons');

CREATE TABLE coupon_products (
  coupon_id uuid NOT NULL,
  product_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  PRIMARY KEY (coupon_id, product_id),
  FOREIGN KEY (organization_id, coupon_id) REFERENCES coupons (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id)
);
CALL meadow_secure('coupon_products');

-- For members of any of these groups, and for nobody who is held out of one.
CREATE TABLE coupon_groups (
  coupon_id uuid NOT NULL,
  group_id uuid NOT NULL,
  organization_id uuid NOT NULL,
  PRIMARY KEY (coupon_id, group_id),
  FOREIGN KEY (organization_id, coupon_id) REFERENCES coupons (organization_id, id) ON DELETE CASCADE,
  FOREIGN KEY (organization_id, group_id) REFERENCES people_groups (organization_id, id)
);
CALL meadow_secure('coupon_groups');

-- 已领券: one coupon in one shopper's hands.
CREATE TABLE claimed_coupons (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  coupon_id uuid NOT NULL,
  shopper_id uuid NOT NULL REFERENCES shoppers,
  -- The first, second … of this coupon that the shopper claimed: two at once cannot both be the first.
  ordinal integer NOT NULL CHECK (ordinal >= 1),
  -- The Idempotency-Key it was claimed with: a repeat after a crash finds what the first one did.
  request_key text CHECK (length(request_key) BETWEEN 1 AND 255),
  state text NOT NULL DEFAULT 'claimed' CHECK (state IN ('claimed', 'held', 'used', 'expired')),
  claimed_at timestamptz NOT NULL,
  usable_from timestamptz NOT NULL,
  usable_until timestamptz NOT NULL,
  -- The order that holds or used it. At most one coupon per order.
  order_id uuid UNIQUE REFERENCES orders ON DELETE CASCADE,
  FOREIGN KEY (organization_id, coupon_id) REFERENCES coupons (organization_id, id),
  UNIQUE (coupon_id, shopper_id, ordinal),
  UNIQUE (shopper_id, request_key),
  CHECK ((state IN ('held', 'used')) = (order_id IS NOT NULL))
);
CREATE INDEX claimed_coupons_shopper ON claimed_coupons (shopper_id, usable_until);
CREATE INDEX claimed_coupons_coupon ON claimed_coupons (coupon_id, state);
CREATE INDEX claimed_coupons_due ON claimed_coupons (usable_until) WHERE state = 'claimed';
CALL meadow_secure('claimed_coupons');

-- What was taken off a line, and who bears it: `user_paid` and these sum to what the goods cost.
CREATE TABLE order_discounts (
  order_line_id uuid NOT NULL REFERENCES order_lines ON DELETE CASCADE,
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  coupon_id uuid NOT NULL,
  claimed_coupon_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('coupon')),
  label text NOT NULL CHECK (length(label) <= 60),
  amount bigint NOT NULL CHECK (amount > 0),
  bearer text NOT NULL CHECK (bearer IN ('shop', 'platform', 'creator')),
  PRIMARY KEY (order_line_id, claimed_coupon_id),
  FOREIGN KEY (organization_id, coupon_id) REFERENCES coupons (organization_id, id)
);
CREATE INDEX order_discounts_order ON order_discounts (order_id);
CREATE INDEX order_discounts_coupon ON order_discounts (coupon_id, order_id);
CALL meadow_secure('order_discounts');
