-- The current state of every paid order line, rewritten whole whenever its order changes.
CREATE TABLE order_lines (
  organization_id UUID,
  paid_day Date,
  order_id UUID,
  line_id UUID,
  version UInt64,
  deleted UInt8 DEFAULT 0,
  paid_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  ordered_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  brand_id UUID,
  shop_id UUID,
  account_id UUID,
  buyer UInt32,
  product_id UUID,
  sku String CODEC(ZSTD(1)),
  category LowCardinality(String),
  quantity UInt32,
  currency LowCardinality(String),
  gmv Int64,
  user_paid Int64,
  carrier LowCardinality(String),
  source LowCardinality(String),
  account_type LowCardinality(String),
  plan_id String CODEC(ZSTD(1)),
  content_id String CODEC(ZSTD(1)),
  room_id String CODEC(ZSTD(1)),
  creator_id String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1)),
  touch_second UInt32,
  presale UInt8,
  origin LowCardinality(String),
  simulated UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(paid_day)
ORDER BY (organization_id, paid_day, order_id, line_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Every succeeded refund line with the dimensions of the line it refunds, so no metric needs a join.
CREATE TABLE refund_lines (
  organization_id UUID,
  refunded_day Date,
  refund_id UUID,
  refund_line_id UUID,
  version UInt64,
  deleted UInt8 DEFAULT 0,
  refunded_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  -- Null when the order is not known: such a refund counts on the refund-date basis only.
  paid_at Nullable(DateTime64(3, 'UTC')),
  order_id UUID,
  line_id UUID,
  stage LowCardinality(String),
  brand_id UUID,
  shop_id UUID,
  account_id UUID,
  buyer UInt32,
  product_id UUID,
  sku String CODEC(ZSTD(1)),
  category LowCardinality(String),
  quantity UInt32,
  currency LowCardinality(String),
  amount Int64,
  carrier LowCardinality(String),
  source LowCardinality(String),
  account_type LowCardinality(String),
  plan_id String CODEC(ZSTD(1)),
  content_id String CODEC(ZSTD(1)),
  room_id String CODEC(ZSTD(1)),
  creator_id String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1)),
  presale UInt8,
  origin LowCardinality(String),
  simulated UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(refunded_day)
ORDER BY (organization_id, refunded_day, refund_id, refund_line_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
