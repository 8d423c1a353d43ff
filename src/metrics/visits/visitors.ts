import type { MetricDefinition } from '../definitions/definition.ts';
import { both, countOf, distinctOf, family } from '../definitions/family.ts';
import { visits } from './visit-source.ts';

/** Being shown something is not yet a visit, nor is saying who one is; an order is a fact of the records. */
export const noVisits = [
  'Content Impression',
  'Product Impression',
  'Ad Impression',
  'Order Completed',
  'Order Refunded',
  'User Identified',
  'User Aliased',
  'Group Joined',
];

const ofVisits = family({
  timeBasis: "time of the event, by the sender's clock",
  attribution: 'touch carried by the event',
  unit: 'people',
  entity: 'person',
  better: 'up',
});

export const visitorMetrics: readonly MetricDefinition[] = [
  ofVisits({
    id: 'uv',
    dictionary: 10,
    names: both('访客数', 'Visitors'),
    description: both(
      '所选时间段内有过进入、浏览、点击、搜索、互动等行为的去重人数；同一人多次来访只计一次。',
      'Distinct people who entered, viewed, clicked, searched or interacted in the bucket; a person who comes again counts once.',
    ),
    formula: 'distinct persons of events other than impressions',
    caveat: both(
      '只算曝光不算访客。各时段、各渠道的人数不可相加；未登录且清除标识的人会被当作新人。',
      'Impressions alone are no visit. Never add up over buckets or channels; someone who clears their identifiers counts as someone new.',
    ),
    computation: distinctOf(
      visits,
      'person',
      `person != 0 AND event NOT IN (${noVisits.map((name) => `'${name}'`).join(', ')})`,
    ),
  }),
  ofVisits({
    id: 'events_count',
    names: both('事件数', 'Events'),
    description: both('收到的事件条数，重复发送只计一次。', 'Events received; one sent twice counts once.'),
    formula: 'count of events',
    unit: 'count',
    entity: 'event',
    caveat: both('包含曝光，不代表访客。', 'Includes impressions; says nothing about people.'),
    better: 'neither',
    computation: countOf(visits),
  }),
];
