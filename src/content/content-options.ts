import type { Ingest } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { Files } from '#platform/files';
import type { Jobs } from '#platform/jobs';
import type { Records } from '#platform/records';
import type { Shelf, TouchTokens } from '#shop';

/** What the content context is given by the server: stores, and verbs of contexts to its left. */
export type ContentOptions = {
  readonly records: Records;
  readonly files: Files;
  readonly jobs: Jobs;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly productCards: Shelf['cardsOf'];
  readonly readTouch: TouchTokens['read'];
  /** Writes what shoppers did to the event spine. */
  readonly ingest: Ingest;
  /** Told of bugs in the background. */
  readonly onError: (error: unknown) => void;
};
