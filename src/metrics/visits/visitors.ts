import type { MetricDefinition } from '../definitions/definition.ts';
import { visits } from './visit-source.ts';

/** Being shown something is not yet a visit, nor is saying who one is; an order is a fact of the records. */
const notVisits = [
  'Content Impression',
  'Product Impression',
  'Ad Impression',
  'Order Completed',
  'Order Refunded',
  'User Identified',
  'User Aliased',
  'Group Joined',
];

export const visitorMetrics: readonly MetricDefinition[] = [
  {
    id: 'uv',
    dictionary: 10,
    names: { zh: '访客数', en: 'Visitors' },
    description: {
      zh: '所选时间段内有过进入、浏览、点击、搜索、互动等行为的去重人数；同一人多次来访只计一次。',
      en: 'Distinct people who entered, viewed, clicked, searched or interacted in the bucket; a person who comes again counts once.',
    },
    formula: 'distinct persons of events other than impressions',
    unit: 'people',
    timeBasis: "time of the event, by the sender's clock",
    attribution: 'touch carried by the event',
    entity: 'person',
    caveat: {
      zh: '只算曝光不算访客。各时段、各渠道的人数不可相加；未登录且清除标识的人会被当作新人。',
      en: 'Impressions alone are no visit. Never add up over buckets or channels; someone who clears their identifiers counts as someone new.',
    },
    better: 'up',
    computation: {
      kind: 'simple',
      measure: {
        source: visits,
        aggregate: 'distinct',
        column: 'person',
        where: `person != 0 AND event NOT IN (${notVisits.map((name) => `'${name}'`).join(', ')})`,
      },
    },
  },
  {
    id: 'events_count',
    dictionary: null,
    names: { zh: '事件数', en: 'Events' },
    description: {
      zh: '收到的事件条数，重复发送只计一次。',
      en: 'Events received; one sent twice counts once.',
    },
    formula: 'count of events',
    unit: 'count',
    timeBasis: "time of the event, by the sender's clock",
    attribution: 'touch carried by the event',
    entity: 'event',
    caveat: {
      zh: '包含曝光，不代表访客。',
      en: 'Includes impressions; says nothing about people.',
    },
    better: 'neither',
    computation: { kind: 'simple', measure: { source: visits, aggregate: 'count' } },
  },
];
