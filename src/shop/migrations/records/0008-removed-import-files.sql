-- A file may have to go before its record does: it named somebody who was erased, and none can be cut out of a workbook.
ALTER TABLE imports ADD COLUMN file_removed_at timestamptz;
