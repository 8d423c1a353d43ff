import type { OrganizationId } from '#kernel/ids';

/** The import whose staged rows land, and whether its organisation is made by the simulator. */
export type Landing = {
  readonly organizationId: OrganizationId;
  readonly importId: string;
  readonly simulated: boolean;
};
