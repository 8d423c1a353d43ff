-- Rows of a running order import, in the form they land in. Unlogged: after a crash of PostgreSQL the table is
-- empty, which the import notices by its missing rows and reads the file again; nothing here is a record.
CREATE UNLOGGED TABLE import_rows (
  organization_id uuid NOT NULL,
  import_id uuid NOT NULL,
  row_number bigint NOT NULL,
  -- 'sale' becomes an order line, 'cancellation' a refund of earlier lines.
  kind text NOT NULL,
  order_id uuid NOT NULL,
  shop_id uuid NOT NULL,
  external_id text NOT NULL,
  -- The seller's number of the line, or else its SKU; several equal ones are told apart by their order.
  line_key text NOT NULL,
  product_key text NOT NULL,
  sku text NOT NULL,
  title text NOT NULL,
  category text,
  quantity integer NOT NULL,
  gmv bigint NOT NULL,
  user_paid bigint NOT NULL,
  currency text NOT NULL,
  ordered_at timestamptz NOT NULL,
  paid_at timestamptz,
  shipped_at timestamptz,
  completed_at timestamptz,
  state text NOT NULL,
  presale boolean NOT NULL,
  buyer integer,
  refunded bigint NOT NULL,
  refunded_quantity integer NOT NULL,
  refunded_at timestamptz,
  carrier text,
  source text,
  account_type text,
  plan_id text,
  account_id uuid,
  content_id text,
  room_id text,
  creator_id text,
  request_id text,
  touch_second integer
);
CREATE INDEX import_rows_order ON import_rows (import_id, kind, order_id, row_number);
CALL meadow_secure('import_rows');

-- One number per rewriting of facts: what was read later is newer, whatever the clock says.
CREATE SEQUENCE fact_versions;

-- The same id for the same thing whenever it is imported: a UUID of version 8 (RFC 9562 §5.8) from a hash.
CREATE FUNCTION meadow_derived_id(name text) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN overlay(overlay(md5(name) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid;

CREATE INDEX import_rows_cancelled ON import_rows (import_id, buyer, order_id) WHERE kind = 'cancellation';
-- A cancellation that comes again finds what it did before.
CREATE INDEX refunds_external ON refunds (shop_id, external_id) WHERE external_id IS NOT NULL;

-- What the last import of an order brought, as one number: an export that says the same again is passed over
-- without touching a row. Null when the order has been changed by anything else.
ALTER TABLE orders ADD COLUMN import_fingerprint bigint;

-- Ids of lines begin like their order's, so that lines landing in the order of their orders stay together on disk.
CREATE FUNCTION meadow_line_id(order_id uuid, name text) RETURNS uuid
  LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN (left(order_id::text, 14) || substr(meadow_derived_id('line:' || order_id || ':' || name)::text, 15))::uuid;

CREATE INDEX orders_time ON orders (organization_id, ordered_at DESC, id DESC);
