import type { Refusal } from '#kernel/result';

/**
 * What a broken constraint of the records means to people. The database decides (two requests at once cannot
 * both win), this only translates; a constraint that is not listed is a bug and stays an error.
 */
const refusals: Readonly<Record<string, Refusal>> = {
  brands_organization_id_name_key: {
    code: 'already_exists',
    detail: 'A brand has this name.',
    field: 'name',
  },
  shops_organization_id_name_key: { code: 'already_exists', detail: 'A shop has this name.', field: 'name' },
  accounts_organization_id_name_key: {
    code: 'already_exists',
    detail: 'An account has this name.',
    field: 'name',
  },
  shops_organization_id_brand_id_fkey: {
    code: 'unprocessable',
    detail: 'There is no such brand.',
    field: 'brandId',
  },
  accounts_organization_id_shop_id_fkey: {
    code: 'unprocessable',
    detail: 'There is no such shop.',
    field: 'shopId',
  },
  accounts_official: {
    code: 'conflict',
    detail: 'The shop has an official account already.',
    field: 'role',
  },
  write_keys_organization_id_shop_id_fkey: {
    code: 'unprocessable',
    detail: 'There is no such shop.',
    field: 'shopId',
  },
};

export function violationOf(error: unknown): Refusal | null {
  const { constraint } = (error ?? {}) as { constraint?: unknown };
  return typeof constraint === 'string' ? (refusals[constraint] ?? null) : null;
}
