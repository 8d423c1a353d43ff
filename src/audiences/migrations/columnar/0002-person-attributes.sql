-- What was said of people, copied from the records as it stands there; the higher version is the later copy. 0 and ''
-- are not known. Somebody who was merged since has a row for each number: readers put them together.
CREATE TABLE person_attributes (
  organization_id UUID,
  person UInt32,
  version UInt64,
  deleted UInt8 DEFAULT 0,
  said_at DateTime64(3, 'UTC'),
  birth_year UInt16,
  gender LowCardinality(String),
  city_tier LowCardinality(String),
  consumption_level LowCardinality(String)
)
ENGINE = ReplacingMergeTree(version, deleted)
ORDER BY (organization_id, person)
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
