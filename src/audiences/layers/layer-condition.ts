import { parseId } from '#kernel/ids';
import { addDays, dateOf } from '#kernel/time';
import { PeopleSet } from '#platform/people-sets';
import type { Asked, ConditionKind } from '../rules/condition-kind.ts';
import { withMerges } from '../rules/merged-people-store.ts';
import type { ConditionOf } from '../rules/rule.ts';
import { makeSure } from './ask-layers.ts';
import { lacksOf } from './lacks-store.ts';
import { cutOf, holdersOf, wholeOrganization } from './layer.ts';
import type { SnapshotParts } from './snapshots/keep-snapshots.ts';
import { readLayers } from './snapshots/snapshots-store.ts';

/** Who stood in one of these layers at the end of the last whole day. */
export function layerCondition(parts: SnapshotParts): ConditionKind<'layer'> {
  const standing = async (asked: Asked, condition: ConditionOf<'layer'>) => {
    const { organizationId, structure } = asked;
    const { zone } = structure.organization;
    const day = addDays(dateOf(asked.nowMs, zone), -1);
    const holder = holderOf(asked, condition);
    // A brand that is not the organisation's has no people here.
    if (holder === null) return { day, layers: new Map<string, PeopleSet>() };
    await makeSure(parts, { organizationId, structure, zone, holder }, [day]);
    const cut = cutOf(condition.view, condition.periodDays);
    return { day, layers: await readLayers(parts.columnar, organizationId, holder, cut, day) };
  };
  return {
    kind: 'layer',
    people: async (asked, condition) => {
      const { layers } = await standing(asked, condition);
      const people = PeopleSet.anyOf(condition.in.map((layer) => layers.get(layer) ?? PeopleSet.none));
      return withMerges(parts.columnar, people);
    },
    evidence: async (asked, condition, person) => {
      const { day, layers } = await standing(asked, condition);
      const layer = [...layers].find(([, people]) => people.has(person))?.[0] ?? null;
      return [{ code: layer === null ? 'layer_unknown' : 'layer_is', values: { layer, day } }];
    },
    lacks: async ({ organizationId }, condition) => {
      const lacks = await lacksOf(parts.columnar, organizationId);
      const lack = lacks.find((one) => condition.in.some((layer) => needs[layer] === one));
      return lack === undefined ? null : { code: `no_${lack}`, values: {} };
    },
  };
}

/** The facts without which nobody can be in a layer; either kind tells who is asleep, or other. */
const needs: Readonly<Record<string, 'events' | 'orders'>> = {
  high_potential: 'events',
  seen: 'events',
  aware: 'events',
  appeal: 'events',
  ask: 'events',
  repeat: 'orders',
  first_order: 'orders',
  act: 'orders',
  advocate: 'orders',
};

function holderOf({ structure }: Asked, { brandId, shopId }: ConditionOf<'layer'>): string | null {
  const holder =
    shopId !== null
      ? parseId('shop', shopId)
      : brandId !== null
        ? parseId('brand', brandId)
        : wholeOrganization;
  return holder !== null && holdersOf(structure).includes(holder) ? holder : null;
}
