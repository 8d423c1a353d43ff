/**
 * What somebody who knows the tables would write for two tiles of the cockpit: the same facts, each counted
 * once, people by their canonical number, days of Shanghai. The compiler is measured against these.
 */
const person = (column: string, database: string) =>
  `toUInt32(${column} + dictGet('${database}.person_canonical', 'step', toUInt64(${column})))`;

export function visitorsByDay(database: string, organizationId: string, from: string, to: string): string {
  return `SELECT toDate(at, 'Asia/Shanghai') AS date, uniqExact(${person('person', database)}) AS uv
FROM ${database}.events FINAL
WHERE organization_id = '${organizationId}' AND day BETWEEN toDate('${from}') - 1 AND toDate('${to}') + 1
  AND at >= toDateTime64('${from} 00:00:00', 3, 'Asia/Shanghai') AND at < toDateTime64('${to} 00:00:00', 3, 'Asia/Shanghai') + INTERVAL 1 DAY
  AND person != 0
  AND event NOT IN ('Content Impression', 'Product Impression', 'Ad Impression', 'Order Completed', 'Order Refunded',
    'User Identified', 'User Aliased', 'Group Joined')
GROUP BY date ORDER BY date`;
}

export function salesByDay(database: string, organizationId: string, from: string, to: string): string {
  return `SELECT toDate(paid_at, 'Asia/Shanghai') AS date, sum(gmv) AS amount, uniqExact(order_id) AS paid_orders,
  uniqExactIf(${person('buyer', database)}, buyer != 0) AS buyers, amount / buyers AS aov
FROM ${database}.order_lines FINAL
WHERE organization_id = '${organizationId}' AND paid_day BETWEEN toDate('${from}') - 1 AND toDate('${to}') + 1
  AND paid_at >= toDateTime64('${from} 00:00:00', 3, 'Asia/Shanghai') AND paid_at < toDateTime64('${to} 00:00:00', 3, 'Asia/Shanghai') + INTERVAL 1 DAY
  AND presale = 0
GROUP BY date ORDER BY date`;
}
