import { createRoute, z } from '@hono/zod-openapi';
import { askerOf, requireActor } from '#organisations';
import type { Files } from '#platform/files';
import { newRouter, problemResponses } from '#platform/http';
import { productView } from '../../contract.ts';
import { answers, created, granted, idFrom, idParam } from '../../route-parts.ts';
import type { CatalogueParts } from '../change-product.ts';
import { showProduct } from '../product-view.ts';
import { addPicture, removePicture } from './pictures.ts';

const common = { tags: ['Products'], middleware: [requireActor('products:write')] };
const params = idParam('product');

const add = createRoute({
  ...common,
  method: 'post',
  path: '/api/products/{id}/pictures',
  summary: 'Add a picture: PNG, JPEG or WebP up to 5 MB; the body is the picture itself',
  request: {
    params,
    body: {
      required: true,
      content: {
        'application/octet-stream': { schema: z.any().openapi({ type: 'string', format: 'binary' }) },
      },
    },
  },
  responses: {
    ...created('The product as it is now', productView),
    413: { description: 'The picture is too large', content: problemResponses[400].content },
    415: { description: 'No PNG, JPEG or WebP', content: problemResponses[400].content },
  },
});
const remove = createRoute({
  ...common,
  method: 'delete',
  path: '/api/products/{id}/pictures/{pictureId}',
  summary: 'Remove a picture; what is on the shelf keeps one',
  request: { params: params.extend({ pictureId: idParam('picture').shape.id }) },
  responses: answers('The product as it is now', productView),
});

export function pictureRoutes(parts: CatalogueParts & { readonly files: Files }) {
  return newRouter()
    .openapi(add, async (c) => {
      const id = idFrom('product', c.req.valid('param').id);
      return c.json(showProduct(granted(await addPicture(parts, askerOf(c), id, c.req.raw.body))), 201);
    })
    .openapi(remove, async (c) => {
      const { id, pictureId } = c.req.valid('param');
      const removed = await removePicture(
        parts,
        askerOf(c),
        idFrom('product', id),
        idFrom('picture', pictureId),
      );
      return c.json(showProduct(granted(removed)), 200);
    });
}
