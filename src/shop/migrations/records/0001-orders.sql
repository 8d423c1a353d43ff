-- Orders are records: what was bought, paid and refunded, in integer minor units.
-- Imported orders are ordinary records with an origin and no stock movement.

CREATE TABLE products (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  -- The seller's own number; imported lines find their product by it.
  external_id text NOT NULL CHECK (length(external_id) BETWEEN 1 AND 200),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 500),
  category text CHECK (length(category) <= 200),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  UNIQUE (shop_id, external_id)
);
CREATE INDEX products_organization ON products (organization_id);
CALL meadow_secure('products');

-- One shop's order (a sub-order when a cart spanned several shops: parent_id is then shared).
CREATE TABLE orders (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  parent_id uuid,
  origin text NOT NULL CHECK (origin IN ('checkout', 'import', 'event')),
  external_id text CHECK (length(external_id) BETWEEN 1 AND 200),
  import_id uuid,
  -- Person number of the shopper; null when the seller does not know who bought.
  buyer integer,
  state text NOT NULL CHECK (state IN ('awaiting_payment', 'paid', 'preparing', 'part_shipped', 'shipped', 'completed',
    'cancelled', 'refunded_before_shipping', 'refunded_after_shipping', 'refunded_after_receipt')),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  ordered_at timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  completed_at timestamptz,
  presale boolean NOT NULL DEFAULT false,
  simulated boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id),
  CHECK (state IN ('awaiting_payment', 'cancelled') OR paid_at IS NOT NULL)
);
CREATE UNIQUE INDEX orders_external ON orders (shop_id, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX orders_paid ON orders (organization_id, paid_at DESC, id DESC);
CREATE INDEX orders_buyer ON orders (organization_id, buyer);
CALL meadow_secure('orders');

CREATE TABLE order_lines (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  line_number integer NOT NULL CHECK (line_number >= 1),
  -- No foreign key: checking it took a fifth of an import, and products are never deleted.
  product_id uuid,
  sku text NOT NULL CHECK (length(sku) <= 200),
  title text NOT NULL CHECK (length(title) <= 500),
  quantity integer NOT NULL CHECK (quantity > 0),
  -- 成交金额: paid by the shopper plus subsidies borne by platform, creator or payment provider.
  gmv bigint NOT NULL CHECK (gmv >= 0),
  -- 用户支付金额: what the shopper paid.
  user_paid bigint NOT NULL CHECK (user_paid >= 0),
  refunded bigint NOT NULL DEFAULT 0 CHECK (refunded >= 0),
  refunded_quantity integer NOT NULL DEFAULT 0 CHECK (refunded_quantity BETWEEN 0 AND quantity),
  -- The touch: what led to this line. Its axes are never mixed.
  carrier text CHECK (carrier IN ('live', 'short_video', 'product_card')),
  source text CHECK (source IN ('feed', 'search', 'mall', 'shop', 'showcase', 'follow', 'campaign', 'message', 'outside')),
  account_type text CHECK (account_type IN ('self', 'partner', 'none')),
  plan_id text,
  account_id uuid,
  content_id text,
  room_id text,
  creator_id text,
  request_id text,
  touch_second integer CHECK (touch_second >= 0),
  UNIQUE (order_id, line_number),
  CHECK (user_paid <= gmv),
  CHECK (refunded <= gmv)
);
CREATE INDEX order_lines_product ON order_lines (product_id);
CALL meadow_secure('order_lines');

CREATE TABLE payments (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  order_id uuid NOT NULL REFERENCES orders ON DELETE CASCADE,
  provider text NOT NULL,
  external_id text,
  amount bigint NOT NULL CHECK (amount >= 0),
  currency char(3) NOT NULL,
  paid_at timestamptz NOT NULL,
  UNIQUE (provider, external_id)
);
CREATE INDEX payments_order ON payments (order_id);
CALL meadow_secure('payments');

-- A refund knows its order where the seller said, or where it could be tied; some exports say neither.
CREATE TABLE refunds (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  shop_id uuid NOT NULL,
  order_id uuid REFERENCES orders ON DELETE CASCADE,
  origin text NOT NULL CHECK (origin IN ('checkout', 'import', 'event')),
  external_id text CHECK (length(external_id) BETWEEN 1 AND 200),
  import_id uuid,
  buyer integer,
  state text NOT NULL CHECK (state IN ('pending', 'in_progress', 'succeeded', 'failed', 'recovered')),
  stage text NOT NULL CHECK (stage IN ('before_shipping', 'after_shipping', 'after_receipt', 'unknown')),
  currency char(3) NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  amount bigint NOT NULL CHECK (amount >= 0),
  refunded_at timestamptz NOT NULL,
  simulated boolean NOT NULL DEFAULT false,
  version integer NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, shop_id) REFERENCES shops (organization_id, id)
);
CREATE INDEX refunds_order ON refunds (order_id);
CREATE INDEX refunds_time ON refunds (organization_id, refunded_at DESC, id DESC);
CALL meadow_secure('refunds');

CREATE TABLE refund_lines (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  refund_id uuid NOT NULL REFERENCES refunds ON DELETE CASCADE,
  order_line_id uuid REFERENCES order_lines ON DELETE CASCADE,
  product_id uuid REFERENCES products,
  sku text NOT NULL,
  quantity integer NOT NULL CHECK (quantity >= 0),
  amount bigint NOT NULL CHECK (amount >= 0)
);
CREATE INDEX refund_lines_refund ON refund_lines (refund_id);
CREATE INDEX refund_lines_line ON refund_lines (order_line_id);
CALL meadow_secure('refund_lines');
