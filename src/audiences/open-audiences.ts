import { Forgotten } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { gatherRoutes } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { attributeCondition } from './attributes/attribute-condition.ts';
import { attributesSubscriber } from './attributes/copy-attributes.ts';
import { audienceKind } from './audiences/audience-kind.ts';
import type { AudienceParts } from './audiences/audience-parts.ts';
import { audienceRoutes } from './audiences/audience-routes.ts';
import { audienceName } from './audiences/audience-store.ts';
import { type PeopleOfAudience, peopleOfAudience } from './audiences/people-of-audience.ts';
import { ruleRoutes } from './audiences/rule-routes.ts';
import { readSmallest } from './audiences/settings-store.ts';
import { type DeliveriesOptions, openDeliveries } from './delivery/open-deliveries.ts';
import { openErasures } from './erasures/open-erasures.ts';
import { forgetSubscriber } from './forgetting/forget-people.ts';
import type { NamesOf } from './layers/drivers/name-drivers.ts';
import { FactPrints } from './layers/facts/fact-prints-store.ts';
import { layerCondition } from './layers/layer-condition.ts';
import { layerRoutes } from './layers/layer-routes.ts';
import { workSnapshots } from './layers/snapshots/fill-trend.ts';
import { lookAlikeCondition } from './look-alike/look-alike-condition.ts';
import { lookAlikeModels } from './look-alike/look-alike-model.ts';
import { lookAlikeRoutes } from './look-alike/look-alike-routes.ts';
import { workFacets } from './portrait/keep-facets.ts';
import { portraitRoutes } from './portrait/portrait-routes.ts';
import type { Asked, ConditionKinds } from './rules/condition-kind.ts';
import { factKinds } from './rules/kinds/fact-kinds.ts';
import { openRules } from './rules/open-rules.ts';
import { valueCondition } from './value/value-condition.ts';
import { valueRoutes } from './value/value-routes.ts';
import { workValue } from './value/work-value.ts';

export type AudiencesOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly jobs: Jobs;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  /** Titles of contents and names of plans, which other contexts know. */
  readonly namesOf: NamesOf;
  readonly onError: (error: unknown) => void;
  /** Files of deliveries, the secret that keys of webhooks are derived from, and where webhooks may lead. */
  readonly delivery: Pick<DeliveriesOptions, 'files' | 'instanceSecret' | 'allowPrivateWebhooks'>;
  readonly now?: () => number;
};

export type Audiences = {
  readonly routes: ReturnType<typeof gatherRoutes>;
  readonly subscribers: readonly Subscriber[];
  readonly peopleOf: PeopleOfAudience;
  readonly close: () => Promise<void>;
};

/** The context over its stores. Each slice brings its routes, its jobs and the kinds of condition that it owns. */
export async function openAudiences(options: AudiencesOptions): Promise<Audiences> {
  const { records, columnar, structureOf, onError, now = Date.now } = options;
  const forgotten = new Forgotten(records);
  const rules = openRules({ columnar, forgotten }, () => kinds);
  const peopleOf = peopleOfAudience({ records, columnar, forgotten, rules });
  const snapshots = { columnar, forgotten, prints: new FactPrints(columnar), structureOf, onError, now };
  const fillTrend = await workSnapshots(snapshots, options.jobs);
  const value = { records, columnar, forgotten, structureOf, onError, now };
  const askValue = await workValue(value, options.jobs);
  const alike = {
    columnar,
    peopleOf,
    everyone: rules.everyone,
    smallestOf: ({ organizationId }: Asked) => records.organization(organizationId, readSmallest),
  };
  const modelOf = lookAlikeModels(alike);
  const kinds: ConditionKinds = {
    ...factKinds({ columnar, everyone: rules.everyone }),
    attribute: attributeCondition({ columnar, everyone: rules.everyone }),
    audience: audienceKind(peopleOf, audienceName(records)),
    layer: layerCondition(snapshots),
    value: valueCondition(value),
    look_alike: lookAlikeCondition(alike, modelOf),
  };
  const parts: AudienceParts = { records, columnar, forgotten, rules, peopleOf, structureOf, now };
  await workFacets({ ...parts, onError }, options.jobs);
  const deliveries = await openDeliveries(parts, { ...options.delivery, jobs: options.jobs, onError });
  const erasures = await openErasures(deliveries.parts, {
    jobs: options.jobs,
    instanceSecret: options.delivery.instanceSecret,
  });
  return {
    routes: gatherRoutes(
      layerRoutes({ ...snapshots, namesOf: options.namesOf, fillTrend }),
      valueRoutes({ ...value, askValue }),
      portraitRoutes(parts),
      ruleRoutes(parts),
      audienceRoutes(parts),
      lookAlikeRoutes(parts, modelOf),
      deliveries.routes,
      erasures.routes,
    ),
    subscribers: [attributesSubscriber({ records, columnar, forgotten }), forgetSubscriber(erasures.parts)],
    peopleOf,
    close: deliveries.close,
  };
}
