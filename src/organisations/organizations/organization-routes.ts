import { createRoute, z } from '@hono/zod-openapi';
import { showId } from '#kernel/ids';
import { clientAddress, newRouter, RefusalError } from '#platform/http';
import { askerOf } from '../actors/asker.ts';
import { requireActor } from '../actors/require-actor.ts';
import { sameSiteOnly } from '../actors/same-site-only.ts';
import {
  type OrganizationView,
  organizationCreate,
  organizationPatch,
  organizationView,
  pageOf,
} from '../contract.ts';
import { answers, created, granted, idFrom, idParam, jsonBody } from '../route-parts.ts';
import type { ReadSession } from '../sign-in/session.ts';
import type { StructureParts } from '../structure/change-structure.ts';
import { findOrganization, type OrganizationRow } from './organization-store.ts';
import { changeOrganization, createOrganization } from './organizations.ts';

const tags = ['Organisation'];

const list = createRoute({
  method: 'get',
  path: '/api/organizations',
  tags,
  summary: 'The organisation you work for now; `GET /api/session` lists all of yours',
  middleware: [requireActor()],
  request: { query: z.object({}) },
  responses: answers('One organisation', pageOf(organizationView)),
});
const create = createRoute({
  method: 'post',
  path: '/api/organizations',
  tags,
  summary: 'Open an organisation, as the operator of the market',
  middleware: [sameSiteOnly],
  request: { body: jsonBody(organizationCreate) },
  responses: created('The new organisation', organizationView),
});
const change = createRoute({
  method: 'patch',
  path: '/api/organizations/{id}',
  tags,
  summary: 'Rename your organisation or move its zone',
  middleware: [requireActor('structure:write')],
  request: { params: idParam('organization'), body: jsonBody(organizationPatch) },
  responses: answers('The organisation as it is now', organizationView),
});

export function organizationRoutes(parts: StructureParts & { readSession: ReadSession }) {
  return newRouter()
    .openapi(list, async (c) => {
      const id = c.var.actor.organizationId;
      const row = await parts.records.organization(id, (trx) => findOrganization(trx, id));
      return c.json({ items: row ? [showOrganization(row)] : [], nextCursor: null }, 200);
    })
    .openapi(create, async (c) => {
      const session = await parts.readSession(c.req.raw.headers);
      if (!session) throw new RefusalError({ code: 'not_signed_in', detail: 'Nobody is signed in.' });
      const made = createOrganization(parts.records, session, clientAddress(c), c.req.valid('json'));
      return c.json(showOrganization(granted(await made)), 201);
    })
    .openapi(change, async (c) => {
      const id = idFrom('organization', c.req.valid('param').id);
      const changed = changeOrganization(parts, askerOf(c), id, c.req.valid('json'));
      return c.json(showOrganization(granted(await changed)), 200);
    });
}

function showOrganization(row: OrganizationRow): OrganizationView {
  return {
    id: showId('organization', row.id),
    name: row.name,
    zone: row.zone,
    currency: row.currency,
    simulated: row.simulated,
    createdAt: row.created_at.toISOString(),
  };
}
