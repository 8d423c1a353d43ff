-- A delivery is a file, goes to a webhook, or keeps a group whose purpose is its target.
ALTER TABLE audience_deliveries
  DROP CONSTRAINT audience_deliveries_target_check,
  ADD FOREIGN KEY (organization_id, group_id, target) REFERENCES people_groups (organization_id, id, purpose),
  ADD CHECK ((target IN ('file', 'webhook')) = (group_id IS NULL));
