-- Which videos a shopper was shown and what came of it: the feed never repeats them, and learns a taste from them.
-- Belongs to the shopper, so to the market.
CREATE TABLE feed_seen (
  shopper_id uuid NOT NULL REFERENCES shoppers ON DELETE CASCADE,
  video_id uuid NOT NULL REFERENCES videos ON DELETE CASCADE,
  seen_at timestamptz NOT NULL,
  -- Longest watch as a share of the video's length.
  watch_ratio real NOT NULL DEFAULT 0 CHECK (watch_ratio BETWEEN 0 AND 100),
  liked boolean NOT NULL DEFAULT false,
  clicked_product boolean NOT NULL DEFAULT false,
  disliked boolean NOT NULL DEFAULT false,
  PRIMARY KEY (shopper_id, video_id)
);
CREATE INDEX feed_seen_recent ON feed_seen (shopper_id, seen_at DESC);
REVOKE ALL ON feed_seen FROM meadow_member;
