-- Who has which value of what portraits tell people apart by, of everybody of an organisation as of one moment, for
-- organisations whose facts are too many to be read while somebody waits. There are two slots, written in turns; the
-- row without a dimension comes last and says of how many others a version is made. `people` is what peopleState
-- answers; of two rows of the same key the one that was written later holds.
CREATE TABLE portrait_values (
  organization_id UUID,
  slot UInt8,
  dimension LowCardinality(String),
  value String,
  place UInt16,
  version UInt64,
  written UInt64,
  written_at DateTime('UTC'),
  people String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(written)
ORDER BY (organization_id, slot, dimension, value)
TTL written_at + INTERVAL 3 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
