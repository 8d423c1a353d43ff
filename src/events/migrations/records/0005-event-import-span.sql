-- From when to when the events of an import are, as far as it has been read; null where it has taken none.
ALTER TABLE imports ADD COLUMN events_from timestamptz, ADD COLUMN events_to timestamptz;
