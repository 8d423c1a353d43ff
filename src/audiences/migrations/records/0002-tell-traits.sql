-- Traits that were said before anybody listened are told once, a thousand persons a message as later ones are.
INSERT INTO outbox (organization_id, topic, payload)
SELECT namespace, 'persons.described', jsonb_build_object('persons', jsonb_agg(person))
FROM (SELECT namespace, person, (row_number() OVER (PARTITION BY namespace ORDER BY person) - 1) / 1000 AS part
      FROM person_traits) AS told
GROUP BY namespace, part;
