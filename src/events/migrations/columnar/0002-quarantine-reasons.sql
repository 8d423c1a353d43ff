-- Why an event was refused as a stable word with its values, so that it can be said in any language; the
-- English sentence stays in `detail`.
ALTER TABLE quarantined_events
  ADD COLUMN IF NOT EXISTS reason LowCardinality(String) AFTER detail,
  ADD COLUMN IF NOT EXISTS reason_values String AFTER reason;
