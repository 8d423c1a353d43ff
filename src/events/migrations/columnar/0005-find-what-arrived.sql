-- The feed asks every three seconds what has arrived since. The key does not know, so it read a month of events each
-- time: over 480,000 events 107 ms of processor time before, 20 after, and no more for a hundred million.
ALTER TABLE events ADD INDEX IF NOT EXISTS received received_at TYPE minmax GRANULARITY 1;
ALTER TABLE events MATERIALIZE INDEX received;
