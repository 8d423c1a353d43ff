-- What a fit of the value of customers says of each: the probability that they have not left, and what is expected of
-- them. Rows belong to one fit; a fit is read once all of them are there, and the rows of earlier ones go in time.
CREATE TABLE value_scores (
  organization_id UUID,
  fit_id UUID,
  person UInt32,
  fitted_at DateTime('UTC'),
  alive Float64,
  purchases Float64,
  amount Float64
)
ENGINE = ReplacingMergeTree
ORDER BY (organization_id, fit_id, person)
TTL fitted_at + INTERVAL 40 DAY
SETTINGS non_replicated_deduplication_window = 1000, fsync_after_insert = 1;
