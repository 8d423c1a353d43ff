import { sql } from 'kysely';

/** What was taken off the order line `l`, as JSON that the wire's `discountView` reads. */
export const discountsOfLine = sql`
  ARRAY(SELECT json_build_object('kind', d.kind, 'label', d.label, 'amount', d.amount, 'bearer', d.bearer)
    FROM order_discounts d WHERE d.order_line_id = l.id)`;
