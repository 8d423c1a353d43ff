-- People get dense 32-bit numbers, per instance and never reused, so that sets of them fit in bitmaps.
-- An identity is a user id or an anonymous id in a namespace: the organisation that sent it, or the market.
CREATE SEQUENCE person_numbers AS integer MINVALUE 1 CACHE 1;

CREATE TABLE person_identities (
  namespace uuid NOT NULL,
  -- 'u' a user id, 'a' an anonymous id; what follows the kind is the id as sent.
  identity text COLLATE "C" NOT NULL CHECK (length(identity) BETWEEN 2 AND 260),
  person integer NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (namespace, identity)
);
CREATE INDEX person_identities_person ON person_identities (person);
CALL meadow_secure('person_identities', 'namespace');

-- old → canonical; always one hop, because a merge also moves the rows that pointed at the one merged away.
CREATE TABLE person_merges (
  namespace uuid NOT NULL,
  person integer PRIMARY KEY,
  canonical integer NOT NULL CHECK (canonical <> person),
  reason text NOT NULL CHECK (reason IN ('identify', 'alias')),
  merged_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX person_merges_canonical ON person_merges (canonical);
CALL meadow_secure('person_merges', 'namespace');

-- What identify calls said of a person; the cohort words are those of the field.
CREATE TABLE person_traits (
  namespace uuid NOT NULL,
  person integer PRIMARY KEY,
  birth_year smallint CHECK (birth_year BETWEEN 1900 AND 2100),
  gender text CHECK (gender IN ('female', 'male', 'other')),
  city_tier text CHECK (city_tier IN ('tier_1', 'new_tier_1', 'tier_2', 'tier_3', 'tier_4', 'tier_5')),
  consumption_level text CHECK (consumption_level IN ('high', 'middle', 'low')),
  traits jsonb NOT NULL DEFAULT '{}',
  updated_at timestamptz NOT NULL DEFAULT now()
);
CALL meadow_secure('person_traits', 'namespace');
