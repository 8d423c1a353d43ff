-- A checksum of the facts up to the end of a day for each bucket of people, as they were when the layers of that day
-- were gathered, which have the same version: it tells whose facts are others now. Buckets whose sum is 0 are left out.
CREATE TABLE layer_prints (
  organization_id UUID,
  day Date,
  version UInt64,
  zone LowCardinality(String),
  buckets Array(UInt16) CODEC(Delta, ZSTD(1)),
  prints Array(UInt64) CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (organization_id, day)
TTL day + INTERVAL 800 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
