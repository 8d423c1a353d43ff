import { sql } from 'kysely';
import type { Records } from '#platform/records';

/** Advertisers with ten plans each, every plan with a product, stock and a video of its own, in a few statements. */
export async function fillPlans(records: Records, plans: number): Promise<void> {
  const advertisers = Math.ceil(plans / 10);
  await records.market(async (trx) => {
    await sql`SET LOCAL statement_timeout = '10min'`.execute(trx);
    const id = (kind: string, n: ReturnType<typeof sql>) => sql`md5(${kind} || ${n})::uuid`;
    const [shop, plan] = [sql`s::text`, sql`n::text`];
    const shopOfPlan = sql`((n - 1) / 10 + 1)::text`;
    const shops = sql`generate_series(1, ${advertisers}::int) s`;
    const each = sql`generate_series(1, ${plans}::int) n`;
    const organization = sql`md5('bench')::uuid`;
    await sql`INSERT INTO organizations (id, name, zone, currency, simulated)
      VALUES (${organization}, 'Bench', 'Asia/Shanghai', 'CNY', true)`.execute(trx);
    await sql`INSERT INTO brands (id, organization_id, name, zone)
      VALUES (${id('brand', sql`'1'`)}, ${organization}, 'Bench', 'Asia/Shanghai')`.execute(trx);
    await sql`INSERT INTO shops (id, organization_id, brand_id, name, currency)
      SELECT ${id('shop', shop)}, ${organization}, ${id('brand', sql`'1'`)}, 'Shop ' || s, 'CNY' FROM ${shops}`.execute(
      trx,
    );
    await sql`INSERT INTO accounts (id, organization_id, shop_id, name)
      SELECT ${id('account', shop)}, ${organization}, ${id('shop', shop)}, 'Account ' || s FROM ${shops}`.execute(
      trx,
    );
    await sql`INSERT INTO ad_accounts (id, organization_id, shop_id, currency)
      SELECT ${id('purse', shop)}, ${organization}, ${id('shop', shop)}, 'CNY' FROM ${shops}`.execute(trx);
    await sql`INSERT INTO ad_ledger (organization_id, ad_account_id, transfer_id, kind, side, amount)
      SELECT ${organization}, ${id('purse', shop)}, ${id('transfer', shop)}, 'top_up', side, amount
      FROM ${shops}, (VALUES ('funding', -10000000), ('balance', 10000000)) v (side, amount)`.execute(trx);
    await sql`INSERT INTO products (id, organization_id, shop_id, external_id, name, category, origin, review, shelf)
      SELECT ${id('product', plan)}, ${organization}, ${id('shop', shopOfPlan)}, 'product ' || n, 'Product ' || n,
        'Category ' || n % 40, 'native', 'passed', 'online' FROM ${each}`.execute(trx);
    await sql`INSERT INTO skus (id, organization_id, product_id, code, price, on_hand)
      SELECT ${id('sku', plan)}, ${organization}, ${id('product', plan)}, 'one', 3000 + n * 37 % 40000, 1000 FROM ${each}`.execute(
      trx,
    );
    await sql`INSERT INTO videos (id, organization_id, account_id, title, kind, state, file_key, bytes, duration_ms, width, height,
        published_at)
      SELECT ${id('video', plan)}, ${organization}, ${id('account', shopOfPlan)}, 'Video ' || n, 'selling', 'published',
        'videos/bench.mp4', 1000000, 8000 + n % 30 * 1000, 720, 1280, now() - n % 60 * interval '1 day' FROM ${each}`.execute(
      trx,
    );
    await sql`INSERT INTO video_counts (organization_id, video_id)
      SELECT ${organization}, ${id('video', plan)} FROM ${each}`.execute(trx);
    await sql`INSERT INTO video_products (organization_id, video_id, product_id, position)
      SELECT ${organization}, ${id('video', plan)}, ${id('product', plan)}, 0 FROM ${each}`.execute(trx);
    // Targets are spread as prices are: most plans bid little, a few bid much.
    await sql`INSERT INTO ad_plans (id, organization_id, ad_account_id, shop_id, name, goal, placement, video_id, product_id,
        bidding, target_cost, day_budget, audience, starts_at, state)
      SELECT ${id('plan', plan)}, ${organization}, ${id('purse', shopOfPlan)}, ${id('shop', shopOfPlan)}, 'Plan ' || n,
        'product_order', 'feed', ${id('video', plan)}, ${id('product', plan)}, 'cost_control',
        (1000 * exp(0.6 * sqrt(-2 * ln(1 - (n - 0.5) / ${plans}::int)) * cos(n)))::bigint + 100, 1000000,
        CASE n % 5 WHEN 0 THEN 'new' ELSE 'all' END, now() - interval '1 hour', 'on' FROM ${each}`.execute(
      trx,
    );
  });
}
