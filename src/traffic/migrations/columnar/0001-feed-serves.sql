-- What the feed served, where, why and with what chance: another policy can be judged on what this one showed.
CREATE TABLE feed_serves (
  organization_id UUID,
  day Date,
  at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  request_id UUID,
  place UInt16,
  person UInt32,
  content_id String CODEC(ZSTD(1)),
  account_id UUID,
  why LowCardinality(String),
  score Float32,
  -- 0 for an ad, which an auction placed.
  propensity Float32,
  candidates UInt16,
  plan_id String CODEC(ZSTD(1)),
  simulated UInt8
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(day)
ORDER BY (organization_id, day, request_id, place)
TTL day + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 1000, min_bytes_for_wide_part = 134217728;
