-- Whoever takes their data along, or has it erased, is asked for by shopper: without this all comments were read.
CREATE INDEX video_comments_shopper ON video_comments (shopper_id, id);
