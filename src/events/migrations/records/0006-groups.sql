-- A group is a set of people that other contexts may address (an ad plan, say): whoever keeps one rewrites it whole, and
-- every copy of the server holds all of them in memory. A closed group holds nobody.
CREATE TABLE people_groups (
  id uuid PRIMARY KEY,
  organization_id uuid NOT NULL REFERENCES organizations,
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  -- Canonical person numbers as portable Roaring bitmaps; nobody is in both.
  people bytea,
  -- Those who would be members and are kept out, so that what addressing does can be measured.
  held_out bytea,
  size integer NOT NULL CHECK (size >= 0),
  held_out_size integer NOT NULL CHECK (held_out_size >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  changed_at timestamptz NOT NULL DEFAULT now(),
  closed_at timestamptz,
  UNIQUE (organization_id, id),
  CHECK ((closed_at IS NULL) = (people IS NOT NULL)),
  CHECK ((closed_at IS NULL) = (held_out IS NOT NULL))
);
CREATE INDEX people_groups_order ON people_groups (organization_id, id DESC);
CALL meadow_secure('people_groups');

-- Told at the commit itself, so that whoever listens hears of every change: of a group by its id, of merges by their
-- pairs, some hundreds a message because a message takes 8,000 bytes.
CREATE FUNCTION meadow_tell_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('meadow_groups', 'group ' || coalesce(to_jsonb(NEW) ->> 'id', to_jsonb(OLD) ->> 'id'));
  RETURN NULL;
END $$;
CREATE TRIGGER tell AFTER INSERT OR UPDATE OR DELETE ON people_groups FOR EACH ROW EXECUTE FUNCTION meadow_tell_group();

CREATE FUNCTION meadow_tell_merges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('meadow_groups', 'merged ' || string_agg(person || '>' || canonical, ' '))
  FROM (SELECT person, canonical, row_number() OVER () / 300 AS part FROM fresh) parts GROUP BY part;
  RETURN NULL;
END $$;
CREATE TRIGGER tell_new AFTER INSERT ON person_merges
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION meadow_tell_merges();
CREATE TRIGGER tell_moved AFTER UPDATE ON person_merges
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION meadow_tell_merges();
