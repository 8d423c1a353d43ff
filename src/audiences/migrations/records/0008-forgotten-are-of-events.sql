-- Who was erased is known where persons are numbered, so that whoever keeps anything of people can ask.
INSERT INTO forgotten_persons (person, at) SELECT person, at FROM audience_forgotten_people ON CONFLICT DO NOTHING;
DROP TABLE audience_forgotten_people;
