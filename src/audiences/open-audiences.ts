import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import { gatherRoutes } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';

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
  readonly close: () => Promise<void>;
};

/** The context over its stores. Each slice brings its routes, its jobs and the kinds of condition that it owns. */
export async function openAudiences(_options: AudiencesOptions): Promise<Audiences> {
  return { routes: gatherRoutes(), subscribers: [], close: async () => undefined };
}
