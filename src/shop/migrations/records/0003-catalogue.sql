-- Products that are sold here: what they say, where they stand, and their SKUs with stock. Products that imports
-- and events brought keep their place in the same table; they are not on any shelf here and have no SKUs.
ALTER TABLE products
  ADD COLUMN origin text NOT NULL DEFAULT 'import' CHECK (origin IN ('native', 'import')),
  ADD COLUMN description text NOT NULL DEFAULT '' CHECK (length(description) <= 10000),
  -- One reason to buy, shown on the product card 卖点.
  ADD COLUMN selling_point text NOT NULL DEFAULT '' CHECK (length(selling_point) <= 120),
  ADD COLUMN review text NOT NULL DEFAULT 'unsubmitted'
    CHECK (review IN ('unsubmitted', 'pending', 'passed', 'rejected', 'banned')),
  ADD COLUMN review_note text CHECK (length(review_note) <= 500),
  ADD COLUMN shelf text NOT NULL DEFAULT 'offline' CHECK (shelf IN ('online', 'offline', 'deleted')),
  -- 定时开售: goes on the shelf by itself at this time.
  ADD COLUMN sale_starts_at timestamptz,
  ADD COLUMN listed_at timestamptz,
  ADD COLUMN simulated boolean NOT NULL DEFAULT false,
  ADD COLUMN version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  ADD CONSTRAINT products_organization_id UNIQUE (organization_id, id),
  ADD CONSTRAINT products_shelf_review CHECK (shelf <> 'online' OR (review = 'passed' AND origin = 'native'));
CREATE INDEX products_on_shelf ON products (listed_at DESC, id DESC) WHERE shelf = 'online';
CREATE INDEX products_order ON products (organization_id, origin, id DESC);

CREATE TABLE skus (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  product_id uuid NOT NULL,
  -- The seller's own number.
  code text NOT NULL CHECK (length(code) BETWEEN 1 AND 200),
  -- What tells it from its siblings 规格, such as "女款 / M"; empty where the product has one SKU.
  name text NOT NULL DEFAULT '' CHECK (length(name) <= 120),
  position smallint NOT NULL DEFAULT 0,
  -- Minor units of the shop's currency.
  price bigint NOT NULL CHECK (price > 0),
  list_price bigint CHECK (list_price >= price),
  -- Goods, freight and packaging; null where it is not known, so profit is not either.
  cost bigint CHECK (cost >= 0),
  -- Never sells more than there is: whatever the number of servers, this check is asked.
  on_hand integer NOT NULL DEFAULT 0 CHECK (on_hand >= 0),
  reserved integer NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  archived_at timestamptz,
  version integer NOT NULL DEFAULT 1 CHECK (version >= 1),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK (reserved <= on_hand),
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id),
  UNIQUE (organization_id, id),
  UNIQUE (product_id, code)
);
CREATE INDEX skus_product ON skus (product_id, position);
CALL meadow_secure('skus');

-- Every movement of stock by hand, with who moved it and why; sales move it by reservations.
CREATE TABLE stock_changes (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  sku_id uuid NOT NULL,
  change integer NOT NULL CHECK (change <> 0),
  on_hand_after integer NOT NULL CHECK (on_hand_after >= 0),
  reason text NOT NULL CHECK (reason IN ('received', 'counted', 'damaged', 'returned', 'sold')),
  order_line_id uuid,
  actor_name text NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, sku_id) REFERENCES skus (organization_id, id)
);
CREATE INDEX stock_changes_sku ON stock_changes (sku_id, at DESC);
CALL meadow_secure('stock_changes');

CREATE TABLE product_pictures (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  product_id uuid NOT NULL,
  position smallint NOT NULL,
  file_key text NOT NULL CHECK (length(file_key) <= 300),
  content_type text NOT NULL CHECK (content_type IN ('image/png', 'image/jpeg', 'image/webp')),
  bytes integer NOT NULL CHECK (bytes > 0),
  width integer NOT NULL CHECK (width > 0),
  height integer NOT NULL CHECK (height > 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id)
);
CREATE INDEX product_pictures_product ON product_pictures (product_id, position);
CALL meadow_secure('product_pictures');
