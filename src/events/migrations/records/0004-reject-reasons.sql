-- Why a row was rejected as a stable word with its values, so that it can be said in any language; the English
-- sentence stays in `detail`. Rows of before have no word.
ALTER TABLE import_rejects
  ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN reason_values jsonb NOT NULL DEFAULT '{}';
