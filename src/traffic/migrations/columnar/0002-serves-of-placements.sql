-- The placement that put a video into the feed; empty for all others.
ALTER TABLE feed_serves ADD COLUMN placement_id String DEFAULT '' CODEC(ZSTD(1));
