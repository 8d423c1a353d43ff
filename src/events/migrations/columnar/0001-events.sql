-- One wide row per event. The key carries the client's own timestamp as sent and the event's id, so a repeat
-- of the same message lands on the same key and counts once; deduplication tokens drop a repeated batch.
CREATE TABLE events (
  organization_id UUID,
  day Date,
  event LowCardinality(String),
  person UInt32,
  event_id UUID,
  message_id String CODEC(ZSTD(1)),
  version UInt8 DEFAULT 1,
  at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  received_at DateTime64(3, 'UTC') CODEC(DoubleDelta, ZSTD(1)),
  skew_ms Int64 CODEC(ZSTD(1)),
  user_id String CODEC(ZSTD(1)),
  anonymous_id String CODEC(ZSTD(1)),
  session_id String CODEC(ZSTD(1)),
  write_key_id UUID,
  brand_id UUID,
  shop_id UUID,
  account_id UUID,
  product_id String CODEC(ZSTD(1)),
  sku String CODEC(ZSTD(1)),
  category LowCardinality(String),
  content_id String CODEC(ZSTD(1)),
  room_id String CODEC(ZSTD(1)),
  creator_id String CODEC(ZSTD(1)),
  request_id String CODEC(ZSTD(1)),
  carrier LowCardinality(String),
  source LowCardinality(String),
  account_type LowCardinality(String),
  plan_id String CODEC(ZSTD(1)),
  touch_second UInt32,
  position UInt16,
  watch_ms UInt32,
  query String CODEC(ZSTD(1)),
  value Int64,
  currency LowCardinality(String),
  platform LowCardinality(String),
  city_tier LowCardinality(String),
  experiments Array(LowCardinality(String)),
  properties String CODEC(ZSTD(3)),
  context String CODEC(ZSTD(3)),
  simulated UInt8
)
ENGINE = ReplacingMergeTree(received_at)
PARTITION BY toYYYYMM(day)
ORDER BY (organization_id, day, event, person, event_id)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1,
  min_bytes_for_wide_part = 134217728;

-- Events that were refused. The id is that of the refused text, so a batch that is sent again adds nothing;
-- settling one writes the row again with its new state.
CREATE TABLE quarantined_events (
  organization_id UUID,
  id UUID,
  received_at DateTime64(3, 'UTC'),
  written_at DateTime64(3, 'UTC'),
  state LowCardinality(String),
  write_key_id UUID,
  message_id String,
  type LowCardinality(String),
  event String,
  code LowCardinality(String),
  field String,
  detail String,
  is_whole UInt8,
  raw String CODEC(ZSTD(3))
)
ENGINE = ReplacingMergeTree(written_at)
ORDER BY (organization_id, id)
TTL toDateTime(received_at) + INTERVAL 30 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1, fsync_part_directory = 1;

-- old → canonical person, copied from the records; read through the dictionary, which is reloaded after each
-- copy. A server of one's own also reloads it by itself; the embedded store does not.
CREATE TABLE person_merges (
  person UInt32,
  canonical UInt32,
  version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY person
SETTINGS fsync_after_insert = 1;

CREATE DICTIONARY person_canonical (
  person UInt64,
  canonical UInt32
)
PRIMARY KEY person
SOURCE(CLICKHOUSE(QUERY 'SELECT toUInt64(person) AS person, canonical FROM {database}.person_merges FINAL'))
LAYOUT(HASHED())
LIFETIME(MIN 1 MAX 3);
