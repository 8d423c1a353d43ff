-- Who stood in which layer at the end of a local day: one row for each layer, also where nobody is in it. The higher
-- version of a day is the later one. `people` is what peopleState answers, in base64; `facts` is a checksum over all
-- facts up to the end of that day as they were when the day was gathered, so that a later one shows that it is old.
CREATE TABLE layer_snapshots (
  organization_id UUID,
  holder_id UUID,
  view LowCardinality(String),
  period_days UInt16,
  day Date,
  layer LowCardinality(String),
  version UInt64,
  built_at DateTime64(3, 'UTC'),
  facts UInt64,
  persons UInt64,
  people String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(day)
ORDER BY (organization_id, day, holder_id, view, period_days, layer)
TTL day + INTERVAL 800 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
