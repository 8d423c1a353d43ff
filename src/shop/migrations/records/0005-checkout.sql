-- The thin shop's selling half: carts, checkouts over several shops, reservations of stock, payments through a
-- provider, shipments, and refunds that are asked for and decided.

-- 购物车. Prices are not kept: a cart shows what the shop asks now.
CREATE TABLE cart_lines (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  sku_id uuid NOT NULL REFERENCES skus,
  quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 999),
  selected boolean NOT NULL DEFAULT true,
  -- The signed touch that led here, kept as it came and read when an order is placed.
  touch text CHECK (length(touch) <= 1000),
  touch_second integer CHECK (touch_second BETWEEN 0 AND 86400),
  added_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (shopper_id, sku_id)
);

-- The parent order 父订单: what a shopper pays at once, with one sub-order per shop.
CREATE TABLE checkouts (
  id uuid PRIMARY KEY,
  shopper_id uuid NOT NULL REFERENCES shoppers,
  -- The Idempotency-Key it was placed with: a repeat after a crash finds what the first one did.
  request_key text CHECK (length(request_key) BETWEEN 1 AND 255),
  state text NOT NULL CHECK (state IN ('awaiting_payment', 'paid', 'cancelled', 'expired')),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  total bigint NOT NULL CHECK (total >= 0),
  placed_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  closed_at timestamptz,
  UNIQUE (shopper_id, request_key),
  CHECK ((state = 'awaiting_payment') = (closed_at IS NULL))
);
CREATE INDEX checkouts_due ON checkouts (expires_at) WHERE state = 'awaiting_payment';

ALTER TABLE orders
  ADD COLUMN shopper_id uuid REFERENCES shoppers,
  ADD COLUMN expires_at timestamptz,
  ADD COLUMN cancelled_at timestamptz,
  ADD COLUMN cancel_reason text CHECK (cancel_reason IN ('shopper', 'timeout')),
  -- Copy of the address as it was when the order was placed, under the shopper's key.
  ADD COLUMN sealed_recipient bytea;
CREATE INDEX orders_parent ON orders (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX orders_shopper ON orders (shopper_id, ordered_at DESC, id DESC) WHERE shopper_id IS NOT NULL;
-- What a shop has to do: its tabs count these.
CREATE INDEX orders_open ON orders (organization_id, state)
  WHERE origin = 'checkout' AND state IN ('awaiting_payment', 'paid', 'preparing', 'part_shipped', 'shipped');
CREATE INDEX orders_to_finish ON orders (shipped_at) WHERE origin = 'checkout' AND state = 'shipped';

-- Of each line, what refunds that are still open would give back. Law 4 as a constraint: neither paid twice.
ALTER TABLE order_lines
  ADD COLUMN refund_claimed bigint NOT NULL DEFAULT 0 CHECK (refund_claimed >= 0),
  ADD COLUMN refund_claimed_quantity integer NOT NULL DEFAULT 0 CHECK (refund_claimed_quantity >= 0),
  ADD CONSTRAINT order_lines_claims CHECK (refund_claimed = 0 OR refunded + refund_claimed <= user_paid),
  ADD CONSTRAINT order_lines_claimed_quantity
    CHECK (refund_claimed_quantity = 0 OR refunded_quantity + refund_claimed_quantity <= quantity);

-- Stock promised to an order line. What is not yet released or shipped is held, and the SKU's `reserved` is the
-- sum of what is held of it. `claimed` is held too, but a refund is on its way, so it is not to be shipped.
CREATE TABLE reservations (
  order_line_id uuid PRIMARY KEY REFERENCES order_lines ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  claimed integer NOT NULL DEFAULT 0 CHECK (claimed >= 0),
  released integer NOT NULL DEFAULT 0 CHECK (released >= 0),
  shipped integer NOT NULL DEFAULT 0 CHECK (shipped >= 0),
  held integer NOT NULL GENERATED ALWAYS AS (quantity - released - shipped) STORED,
  FOREIGN KEY (organization_id, sku_id) REFERENCES skus (organization_id, id),
  CHECK (claimed + released + shipped <= quantity)
);
CREATE INDEX reservations_sku ON reservations (sku_id) WHERE quantity > released + shipped;
CALL meadow_secure('reservations');

-- One try to pay a checkout. The provider knows it by its id, so asking twice charges once.
CREATE TABLE payment_attempts (
  id uuid PRIMARY KEY,
  checkout_id uuid NOT NULL REFERENCES checkouts,
  provider text NOT NULL CHECK (length(provider) BETWEEN 1 AND 40),
  state text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
  -- Money that came after the checkout was closed, or a second time: it is sent back whole.
  late boolean NOT NULL DEFAULT false,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The provider's own number of the charge.
  reference text CHECK (length(reference) BETWEEN 1 AND 200),
  failure text CHECK (length(failure) <= 200),
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  CHECK ((state = 'pending') = (settled_at IS NULL))
);
CREATE INDEX payment_attempts_checkout ON payment_attempts (checkout_id, created_at);
CREATE UNIQUE INDEX payment_attempts_reference ON payment_attempts (provider, reference) WHERE reference IS NOT NULL;
-- A checkout is paid once, whatever the provider says how often.
CREATE UNIQUE INDEX payment_attempts_once ON payment_attempts (checkout_id) WHERE state = 'succeeded' AND NOT late;

ALTER TABLE payments ADD COLUMN attempt_id uuid REFERENCES payment_attempts;

-- Refunds that are asked for: who asked, why, and what was decided.
ALTER TABLE refunds
  ADD COLUMN requested_by text CHECK (requested_by IN ('shopper', 'shop')),
  ADD COLUMN reason text CHECK (length(reason) BETWEEN 1 AND 500),
  ADD COLUMN requested_at timestamptz,
  ADD COLUMN decision text CHECK (decision IN ('approved', 'refused')),
  ADD COLUMN decision_note text CHECK (length(decision_note) <= 500),
  ADD COLUMN decided_by text CHECK (length(decided_by) <= 200),
  ADD COLUMN decided_at timestamptz,
  ADD CONSTRAINT refunds_decided CHECK ((decision IS NULL) = (decided_at IS NULL)),
  ADD CONSTRAINT refunds_given CHECK (requested_at IS NULL OR state IN ('pending', 'failed') OR decision = 'approved');
CREATE INDEX refunds_asked ON refunds (organization_id, requested_at DESC, id DESC) WHERE requested_at IS NOT NULL;
CREATE INDEX refunds_waiting ON refunds (organization_id) WHERE requested_at IS NOT NULL AND state = 'pending';
-- Of a refund line, the part that was never shipped: its stock goes back when the money does.
ALTER TABLE refund_lines ADD COLUMN unshipped integer NOT NULL DEFAULT 0 CHECK (unshipped BETWEEN 0 AND quantity);

-- Money on its way back through the provider: of a refund, or of a payment that came too late.
CREATE TABLE payment_returns (
  id uuid PRIMARY KEY,
  -- Null for a late payment, which is no organisation's.
  organization_id uuid,
  attempt_id uuid NOT NULL REFERENCES payment_attempts,
  refund_id uuid UNIQUE REFERENCES refunds,
  amount bigint NOT NULL CHECK (amount > 0),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'in_progress', 'succeeded', 'failed')),
  reference text CHECK (length(reference) BETWEEN 1 AND 200),
  failure text CHECK (length(failure) <= 200),
  tries integer NOT NULL DEFAULT 0,
  next_try_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  settled_at timestamptz,
  CHECK ((organization_id IS NULL) = (refund_id IS NULL)),
  CHECK ((state IN ('succeeded', 'failed')) = (settled_at IS NOT NULL))
);
CREATE INDEX payment_returns_due ON payment_returns (next_try_at) WHERE state IN ('pending', 'in_progress');
CREATE INDEX payment_returns_attempt ON payment_returns (attempt_id);
CALL meadow_secure('payment_returns');

-- 发货: one parcel of one order.
CREATE TABLE shipments (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  carrier text NOT NULL CHECK (length(carrier) BETWEEN 1 AND 60),
  tracking_number text NOT NULL CHECK (length(tracking_number) BETWEEN 1 AND 80),
  shipped_by text NOT NULL CHECK (length(shipped_by) <= 200),
  shipped_at timestamptz NOT NULL
);
CREATE INDEX shipments_order ON shipments (order_id);
CALL meadow_secure('shipments');

CREATE TABLE shipment_lines (
  shipment_id uuid NOT NULL REFERENCES shipments ON DELETE CASCADE,
  order_line_id uuid NOT NULL REFERENCES order_lines ON DELETE CASCADE,
  organization_id uuid NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (shipment_id, order_line_id)
);
CREATE INDEX shipment_lines_line ON shipment_lines (order_line_id);
CALL meadow_secure('shipment_lines');

-- What the built-in test provider remembers, as a real one would in a database of its own.
CREATE TABLE test_charges (
  reference text PRIMARY KEY,
  -- Our id of the attempt or the return: the same one again is answered with the same charge.
  request_id uuid NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('charge', 'return')),
  of_reference text REFERENCES test_charges,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency char(3) NOT NULL,
  state text NOT NULL CHECK (state IN ('pending', 'succeeded', 'failed')),
  -- What it becomes when its time has come.
  outcome text NOT NULL CHECK (outcome IN ('succeeded', 'failed')),
  -- What becomes of money that is to go back.
  returns text NOT NULL DEFAULT 'succeed' CHECK (returns IN ('succeed', 'fail', 'late')),
  ripe_at timestamptz NOT NULL,
  callbacks_left smallint NOT NULL DEFAULT 1 CHECK (callbacks_left >= 0),
  callback_tries smallint NOT NULL DEFAULT 0,
  callback_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX test_charges_due ON test_charges (callback_at) WHERE callbacks_left > 0;

REVOKE ALL ON cart_lines, checkouts, payment_attempts, test_charges FROM meadow_member;
