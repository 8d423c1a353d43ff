-- What the shelf needs beside the products themselves.

-- Why a review refused the product, as codes with their field, so that a page says it in its own language.
ALTER TABLE products ADD COLUMN review_reasons jsonb NOT NULL DEFAULT '[]';

-- Only imports find products by the seller's number. A product sold here bears its own id there, and a file that
-- names this id must not collide with it.
ALTER TABLE products DROP CONSTRAINT products_shop_id_external_id_key;
CREATE UNIQUE INDEX products_external ON products (shop_id, external_id) WHERE origin = 'import';
CREATE INDEX products_on_shelf_of_shop ON products (shop_id, listed_at DESC, id DESC) WHERE shelf = 'online';

-- Units paid for 已售, counted once per order: every card shows them, and summing lines per card would cost a scan.
CREATE TABLE product_sales (
  product_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL,
  sold bigint NOT NULL CHECK (sold >= 0),
  FOREIGN KEY (organization_id, product_id) REFERENCES products (organization_id, id)
);
CALL meadow_secure('product_sales');

CREATE TABLE counted_orders (
  order_id uuid PRIMARY KEY,
  organization_id uuid NOT NULL
);
CALL meadow_secure('counted_orders');
