import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { gatherRoutes } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { audienceKind } from './audiences/audience-kind.ts';
import { audienceName } from './audiences/audience-store.ts';
import { type PeopleOfAudience, peopleOfAudience } from './audiences/people-of-audience.ts';
import type { ConditionKinds } from './rules/condition-kind.ts';
import { factKinds } from './rules/kinds/fact-kinds.ts';
import { openRules } from './rules/open-rules.ts';

export type AudiencesOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly jobs: Jobs;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
};

export type Audiences = {
  readonly routes: ReturnType<typeof gatherRoutes>;
  readonly subscribers: readonly Subscriber[];
  readonly peopleOf: PeopleOfAudience;
  readonly close: () => Promise<void>;
};

/** The context over its stores. Each slice brings its routes, its jobs and the kinds of condition that it owns. */
export async function openAudiences({ records, columnar }: AudiencesOptions): Promise<Audiences> {
  const rules = openRules(columnar, () => kinds);
  const peopleOf = peopleOfAudience({ records, columnar, rules });
  const kinds: Partial<ConditionKinds> = {
    ...factKinds({ columnar, everyone: rules.everyone }),
    audience: audienceKind(peopleOf, audienceName(records)),
  };
  return { routes: gatherRoutes(), subscribers: [], peopleOf, close: async () => undefined };
}
