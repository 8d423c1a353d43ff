import type { OrganizationId } from '#kernel/ids';

/** Where landing rows come from, and whether their organisation is made by the simulator. */
export type Landing = {
  readonly organizationId: OrganizationId;
  readonly origin: 'import' | 'event';
  /** The import whose staged rows land; null for orders that were streamed. */
  readonly importId: string | null;
  readonly simulated: boolean;
};
export type ImportLanding = Landing & { readonly importId: string };
