-- Every fact that is read looks up its person, and few persons were merged. Person numbers are dense, so an array
-- answers: over eight million rows 60 ms where the hash table took 240. What is kept is the step from the person
-- to the canonical one, modulo 2^32, for then somebody who was not merged needs no default: the step is 0. It takes
-- 4 bytes for each number up to the largest that was merged.
CREATE OR REPLACE DICTIONARY {database}.person_canonical (
  person UInt64,
  step UInt32
)
PRIMARY KEY person
SOURCE(CLICKHOUSE(QUERY 'SELECT toUInt64(person) AS person, toUInt32(canonical - person) AS step FROM {database}.person_merges FINAL'))
LAYOUT(FLAT(INITIAL_ARRAY_SIZE 1024 MAX_ARRAY_SIZE 4294967296))
LIFETIME(MIN 1 MAX 3);
