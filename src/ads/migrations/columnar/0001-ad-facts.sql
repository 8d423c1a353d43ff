-- What ads did: verified impressions and paid clicks, one row per plan, request and kind, whoever repeats it.
CREATE TABLE ad_charges (
  organization_id UUID,
  day Date,
  kind LowCardinality(String),
  charge_id UUID,
  version UInt64,
  at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  brand_id UUID,
  shop_id UUID,
  account_id UUID,
  ad_account_id UUID,
  plan_id String CODEC(ZSTD(1)),
  product_id UUID,
  category LowCardinality(String),
  content_id String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1)),
  person UInt32,
  cost Int64,
  currency LowCardinality(String),
  simulated UInt8
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (organization_id, day, kind, charge_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;

-- Paid order lines that an ad led to, with the ad's dimensions; rewritten whenever the order changes.
CREATE TABLE ad_conversions (
  organization_id UUID,
  paid_day Date,
  order_id UUID,
  line_id UUID,
  version UInt64,
  deleted UInt8 DEFAULT 0,
  paid_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  touched_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  kind LowCardinality(String),
  brand_id UUID,
  shop_id UUID,
  account_id UUID,
  plan_id String CODEC(ZSTD(1)),
  product_id UUID,
  category LowCardinality(String),
  content_id String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1)),
  buyer UInt32,
  quantity UInt32,
  gmv Int64,
  currency LowCardinality(String),
  presale UInt8,
  simulated UInt8
)
ENGINE = ReplacingMergeTree(version, deleted)
PARTITION BY toYYYYMM(paid_day)
ORDER BY (organization_id, paid_day, order_id, line_id)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
