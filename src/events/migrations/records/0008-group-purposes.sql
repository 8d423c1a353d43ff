-- What a group is for, so that whoever addresses people is offered only those that were handed to it. The code lists the
-- purposes; a group keeps the one it was made with.
ALTER TABLE people_groups
  ADD COLUMN purpose text NOT NULL DEFAULT 'ads' CHECK (purpose ~ '^[a-z_]{1,20}$'),
  ADD UNIQUE (organization_id, id, purpose);
