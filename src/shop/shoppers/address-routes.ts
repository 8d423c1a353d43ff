import { createRoute } from '@hono/zod-openapi';
import { type ShopperId, showId } from '#kernel/ids';
import { newRouter, problemResponses, RefusalError } from '#platform/http';
import type { Records } from '#platform/records';
import type { Sealing } from '#platform/sealing';
import { type AddressView, addressCreate, addressList, addressPatch, addressView } from '../contract.ts';
import { answers, created, idFrom, idParam, jsonBody } from '../route-parts.ts';
import { type Address, maskedAddress } from './address.ts';
import { addAddress, changeAddress, listAddresses, removeAddress } from './addresses-store.ts';
import { requireShopper, shopperOf } from './require-shopper.ts';

const common = { tags: ['Storefront'], middleware: [requireShopper] };
const params = idParam('address');
/** Nobody sends parcels to more places. */
const addressesMax = 20;

const list = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/addresses',
  summary: 'My addresses, the default first, masked',
  responses: answers('All of them', addressList),
});
const read = createRoute({
  ...common,
  method: 'get',
  path: '/api/storefront/addresses/{id}',
  summary: 'One of my addresses, whole',
  request: { params },
  responses: answers('The address', addressView),
});
const add = createRoute({
  ...common,
  method: 'post',
  path: '/api/storefront/addresses',
  summary: 'Add an address; the first one is the default',
  request: { body: jsonBody(addressCreate) },
  responses: created('The new address', addressView),
});
const change = createRoute({
  ...common,
  method: 'patch',
  path: '/api/storefront/addresses/{id}',
  summary: 'Change an address, or make it the default',
  request: { params, body: jsonBody(addressPatch) },
  responses: answers('The address as it is now', addressView),
});
const remove = createRoute({
  ...common,
  method: 'delete',
  path: '/api/storefront/addresses/{id}',
  summary: 'Remove an address; orders keep the copy they were placed with',
  request: { params },
  responses: { 204: { description: 'It is gone' }, ...problemResponses },
});

export function addressRoutes({ records, sealing }: { records: Records; sealing: Sealing }) {
  const open = (key: Buffer, sealed: Buffer) => JSON.parse(sealing.open(key, sealed)) as Address;
  const whole = async (shopperId: ShopperId, id: string): Promise<AddressView> => {
    const found = await listAddresses(records, shopperId);
    const address = found?.addresses.find((one) => one.id === id);
    if (!found || !address) throw absent();
    return showAddress(id, open(found.key, address.sealed), address.is_default);
  };
  const router = newRouter();
  router.use('/api/storefront/addresses/*', async (c, next) => {
    await next();
    c.header('cache-control', 'no-store');
  });
  return router
    .openapi(list, async (c) => {
      const found = await listAddresses(records, shopperOf(c).id);
      const items = (found?.addresses ?? []).map(({ id, sealed, is_default }) =>
        showAddress(id, maskedAddress(open(found?.key as Buffer, sealed)), is_default),
      );
      return c.json({ items }, 200);
    })
    .openapi(read, async (c) =>
      c.json(await whole(shopperOf(c).id, idFrom('address', c.req.valid('param').id)), 200),
    )
    .openapi(add, async (c) => {
      const { isDefault, ...address } = c.req.valid('json');
      const { id: shopperId } = shopperOf(c);
      const seal = (key: Buffer) => sealing.seal(key, JSON.stringify(address));
      const added = await addAddress(records, shopperId, seal, isDefault, addressesMax);
      if (added === 'full')
        throw new RefusalError({
          code: 'conflict',
          detail: `You have ${addressesMax} addresses: remove one first.`,
        });
      if (added === 'erased') throw absent();
      return c.json(await whole(shopperId, added.id), 201);
    })
    .openapi(change, async (c) => {
      const id = idFrom('address', c.req.valid('param').id);
      const { isDefault, ...patch } = c.req.valid('json');
      const { id: shopperId } = shopperOf(c);
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      const reseal = (key: Buffer, sealed: Buffer) =>
        sealing.seal(key, JSON.stringify({ ...open(key, sealed), ...given }));
      if (!(await changeAddress(records, shopperId, id, reseal, isDefault === true))) throw absent();
      return c.json(await whole(shopperId, id), 200);
    })
    .openapi(remove, async (c) => {
      const id = idFrom('address', c.req.valid('param').id);
      if (!(await removeAddress(records, shopperOf(c).id, id))) throw absent();
      return c.body(null, 204);
    });
}

const showAddress = (id: string, address: Address, isDefault: boolean): AddressView => ({
  id: showId('address', id),
  recipient: address.recipient,
  phone: address.phone,
  region: address.region,
  street: address.street,
  isDefault,
});

const absent = () => new RefusalError({ code: 'not_found', detail: 'There is no such address of yours.' });
