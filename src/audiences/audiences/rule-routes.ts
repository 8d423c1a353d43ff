import { createRoute } from '@hono/zod-openapi';
import { actorOf, requireActor } from '#organisations';
import { answers, jsonBody, newRouter, RefusalError } from '#platform/http';
import { readChoices } from '../rules/choices-store.ts';
import { type AudienceParts, askedBy } from './audience-parts.ts';
import {
  choicesView,
  estimateView,
  explanationView,
  personQuestion,
  ruleQuestion,
  sampleView,
} from './audience-shapes.ts';
import { findPerson, showPeople } from './find-people.ts';
import { readSmallest } from './settings-store.ts';

const tags = ['Audiences'];
const readers = [requireActor('audiences:read')];

const estimate = createRoute({
  method: 'post',
  path: '/api/audiences/estimate',
  tags,
  summary: 'How many people fulfil a rule, and each of its conditions, and what the data lacks for it',
  middleware: readers,
  request: { body: jsonBody(ruleQuestion) },
  responses: answers('The estimate', estimateView),
});
const explain = createRoute({
  method: 'post',
  path: '/api/audiences/explain',
  tags,
  summary: 'Why somebody is in, or is not: each condition with what is known of the person',
  middleware: readers,
  request: { body: jsonBody(personQuestion) },
  responses: answers('The explanation', explanationView),
});
const sample = createRoute({
  method: 'post',
  path: '/api/audiences/sample',
  tags,
  summary: 'Some people who fulfil a rule, if they are not too few to be looked into',
  middleware: readers,
  request: { body: jsonBody(ruleQuestion) },
  responses: answers('The sample', sampleView),
});
const choices = createRoute({
  method: 'get',
  path: '/api/audiences/choices',
  tags,
  summary: 'Categories, devices and event names that occurred in the last ninety days',
  middleware: readers,
  responses: answers('Values, the most frequent first', choicesView),
});

const sampleSize = 10;

export function ruleRoutes(parts: AudienceParts) {
  const { records, columnar, rules } = parts;
  return newRouter()
    .openapi(estimate, async (c) => {
      const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
      const [found, smallest] = await Promise.all([
        rules.estimate(asked, c.req.valid('json').rule),
        records.organization(asked.organizationId, readSmallest),
      ]);
      const { asOfMs, ...counted } = found;
      return c.json(
        { ...counted, conditions: [...counted.conditions], asOf: new Date(asOfMs).toISOString(), smallest },
        200,
      );
    })
    .openapi(explain, async (c) => {
      const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
      const { rule, person: text } = c.req.valid('json');
      const person = await findPerson(parts, asked, text);
      if (person === null)
        throw new RefusalError({ code: 'not_found', detail: 'Nobody is known by that id.', field: 'person' });
      const { holds, conditions } = await rules.explain(asked, rule, person);
      const [shown] = await showPeople(records, asked.organizationId, [person]);
      return c.json(
        {
          person: shown ?? { number: person, userId: null },
          holds,
          conditions: conditions.map((one) => ({ ...one, evidence: [...one.evidence] })),
        },
        200,
      );
    })
    .openapi(sample, async (c) => {
      const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
      const people = await rules.people(asked, c.req.valid('json').rule);
      const smallest = await records.organization(asked.organizationId, readSmallest);
      if (people.size < smallest)
        throw new RefusalError({
          code: 'audience_too_small',
          detail: `Fewer than ${smallest} people: too few to be looked into.`,
          reason: 'audience_too_small',
          values: { smallest },
        });
      const all = people.toArray();
      // Spread over the whole set: numbers grow with the time of the first visit.
      const picked = Array.from({ length: Math.min(sampleSize, all.length) }, (_, place) =>
        Number(all[Math.floor(((place + 0.5) * all.length) / Math.min(sampleSize, all.length))]),
      );
      return c.json({ people: await showPeople(records, asked.organizationId, picked) }, 200);
    })
    .openapi(choices, async (c) => {
      const asked = await askedBy(parts, actorOf(c).organizationId, c.req.raw.signal);
      return c.json({ kinds: rules.kinds(), ...(await readChoices(columnar, asked)) }, 200);
    });
}
