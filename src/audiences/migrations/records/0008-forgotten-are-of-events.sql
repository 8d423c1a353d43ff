-- Who was erased is known where persons are numbered, so that whoever keeps anything of people can ask. Erasing reaches
-- more than it did: those who were erased before are told once more.
INSERT INTO forgotten_persons (person, at) SELECT person, at FROM audience_forgotten_people ON CONFLICT DO NOTHING;
INSERT INTO outbox (organization_id, topic, payload)
SELECT '00000000-0000-0000-0000-000000000000', 'people.forgotten', jsonb_build_object('persons', jsonb_agg(person))
FROM audience_forgotten_people HAVING count(*) > 0;
DROP TABLE audience_forgotten_people;
