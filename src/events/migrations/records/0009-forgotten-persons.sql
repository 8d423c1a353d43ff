-- Numbers of erased people: what they did stays a number, but no set of people may hold them. Written one transaction
-- after the other, so whoever read up to a place misses nobody by asking for those behind it.
CREATE TABLE forgotten_persons (
  place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  person integer NOT NULL UNIQUE,
  at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON forgotten_persons FROM meadow_member;
