import { expect, it } from 'vitest';
import type { PlacementView } from '#traffic/contract';
import { bodyOf, complaintsOf, draftOf, localText, newDraft } from './placement-draft.ts';

const nowMs = Date.parse('2026-03-01T12:00:30Z');
const draft = newDraft(nowMs, 'shp_1');

it('asks for what is missing, and for an end that lies ahead', () => {
  expect(complaintsOf(draft, nowMs)).toEqual({ videoId: 'slots.videoMissing' });
  expect(complaintsOf({ ...draft, videoId: 'vid_1' }, nowMs)).toEqual({});
  expect(complaintsOf({ ...draft, kind: 'banner', audience: 'group', endsAt: '' }, nowMs)).toEqual({
    productId: 'slots.productMissing',
    title: 'slots.titleMissing',
    groups: 'ads.groupsMissing',
    endsAt: 'slots.endsTooSoon',
  });
});

it('sends what its kind has, and nothing of what was typed for another', () => {
  const typed = { ...draft, videoId: 'vid_1', productId: 'prd_1', title: ' New tea ' };
  expect(bodyOf(typed, 'The clip', true)).toMatchObject({
    name: 'New tea',
    videoId: 'vid_1',
    productId: null,
    shopId: null,
    title: null,
    tone: null,
    startsAt: null,
    perDay: 2,
    submit: true,
  });
  expect(bodyOf({ ...typed, kind: 'banner', leadsTo: 'shop' }, '', false)).toMatchObject({
    videoId: null,
    productId: null,
    shopId: 'shp_1',
    title: 'New tea',
    tone: 'red',
    submit: false,
  });
});

it('comes back as it was sent, to the minute', () => {
  const at = localText(nowMs);
  expect(new Date(at).getTime()).toBe(Date.parse('2026-03-01T12:00:00Z'));
  const view: PlacementView = {
    id: 'plc_1',
    version: 3,
    kind: 'banner',
    name: 'Opening',
    standing: 'running',
    refusal: null,
    shop: { id: 'shp_2', name: 'Shop' },
    content: { kind: 'product', id: 'prd_2', name: 'Pot', picture: null },
    title: 'New',
    tone: 'blue',
    audience: 'all',
    groups: [],
    groupsExcluded: [],
    startsAt: '2026-03-01T12:00:00.000Z',
    endsAt: '2026-03-08T12:00:00.000Z',
    perDay: 3,
    priority: 1,
    madeBy: 'Ann',
    createdAt: '2026-03-01T12:00:00.000Z',
    updatedAt: '2026-03-01T12:00:00.000Z',
  };
  expect(bodyOf(draftOf(view), '', true)).toMatchObject({
    name: 'Opening',
    productId: 'prd_2',
    tone: 'blue',
    startsAt: view.startsAt,
    endsAt: view.endsAt,
    perDay: 3,
    priority: 1,
  });
});
