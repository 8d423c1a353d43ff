-- How long a video or a live is, beside how long it was watched: whether it was watched to its end.
ALTER TABLE events ADD COLUMN IF NOT EXISTS duration_ms UInt32 DEFAULT 0 AFTER watch_ms;
