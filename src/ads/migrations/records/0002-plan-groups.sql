-- A plan may be for the members of groups, and keep away from those of others; whose groups they are is checked when they
-- are set, because an array cannot refer.
ALTER TABLE ad_plans DROP CONSTRAINT ad_plans_audience_check;
ALTER TABLE ad_plans
  ADD CONSTRAINT ad_plans_audience_check CHECK (audience IN ('all', 'new', 'repeat', 'group')),
  ADD COLUMN groups uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(groups) <= 20),
  ADD COLUMN groups_excluded uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(groups_excluded) <= 20),
  ADD CHECK ((audience = 'group') = (cardinality(groups) > 0));
