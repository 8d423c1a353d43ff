import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Columnar } from '#platform/columnar';
import type { Records } from '#platform/records';
import type { Question } from '../asking/resolve-query.ts';
import type { Conversion } from '../compiling/sql-parts.ts';
import type { MetricQuery } from '../contract.ts';
import type { Registry } from '../definitions/registry.ts';
import type { Restated } from '../restatements/restatement-store.ts';
import type { Coverage, CoveredSource } from './facts-store.ts';
import type { Labels } from './labels.ts';

/** What the metric layer stands on; the server wires it. */
export type MetricParts = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly registry: Registry;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly labels: Labels;
  readonly coverageOf: (organizationId: OrganizationId, source: CoveredSource) => Promise<Coverage>;
  /** How long the oldest change of records has waited to become a fact, in ms. */
  readonly relayLagMs: (organizationId: OrganizationId) => Promise<number | null>;
  readonly restatementsOf: (
    organizationId: OrganizationId,
    days: { readonly from: string; readonly to: string },
  ) => Promise<readonly Restated[]>;
  readonly now: () => number;
};

/** A checked question with everything its answer is made from. */
export type Asked = {
  readonly parts: MetricParts;
  readonly organizationId: OrganizationId;
  readonly structure: Structure;
  readonly query: MetricQuery;
  readonly question: Question;
  readonly conversion: Conversion | null;
  readonly nowMs: number;
  readonly signal: AbortSignal | undefined;
};
