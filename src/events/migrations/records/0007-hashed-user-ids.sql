-- Lists of people come with the SHA-256 of their user ids. Hashing every id for each list is a scan; kept, each is found
-- by an index. A column rather than an index over the expression: under row security an expression may not be looked
-- for before the policy, a plain column may. The text is always UTF-8, so the hash never changes.
CREATE FUNCTION meadow_user_id_hash(identity text) RETURNS bytea
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  AS $$ SELECT CASE WHEN identity LIKE 'u%' THEN sha256(convert_to(substr(identity, 2), 'UTF8')) END $$;
ALTER TABLE person_identities ADD COLUMN user_id_hash bytea GENERATED ALWAYS AS (meadow_user_id_hash(identity)) STORED;
CREATE INDEX person_identities_user_id_hash ON person_identities (namespace, user_id_hash) WHERE user_id_hash IS NOT NULL;
