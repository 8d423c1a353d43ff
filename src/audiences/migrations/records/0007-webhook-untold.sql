-- Of a webhook: people who entered and of whom it could not be told, because they have no id to be told by.
ALTER TABLE audience_deliveries ADD COLUMN untold integer NOT NULL DEFAULT 0 CHECK (untold >= 0);
