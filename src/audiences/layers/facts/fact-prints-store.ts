import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';

/** A checksum of the facts of one local day. */
export type DayPrint = { readonly day: string; readonly print: bigint };

type Month = { readonly parts: string; readonly prints: ReadonlyMap<string, bigint> };

/** Organisations whose sums are kept; each takes some kilobytes a year. */
const keptMax = 2_000;

/**
 * A checksum for each local day over the facts that layers are made of: who, what and when. It changes where a fact
 * arrives late, goes away, or turns out to be somebody else's, and stays where an order is only shipped or refunded.
 *
 * Events are the many: their sums are kept by month, and a month is read again only where the parts of which the store
 * keeps it are others than before. Whose they are would change with every merge, so events are summed with the
 * person of whom they were told, and who was merged into whom is summed beside them, for each day on which the former
 * did something.
 */
export class FactPrints {
  readonly #columnar: Columnar;
  readonly #kept = new Map<string, ReadonlyMap<string, Month>>();

  constructor(columnar: Columnar) {
    this.#columnar = columnar;
  }

  async read(organizationId: OrganizationId, zone: string): Promise<readonly DayPrint[]> {
    const asked = { organizationId, zone };
    const sums = new Map<string, bigint>();
    const add = (day: string, print: bigint) =>
      sums.set(day, BigInt.asUintN(64, (sums.get(day) ?? 0n) + print));
    const [months, others] = await Promise.all([this.#events(asked), this.#ordersAndMerges(asked)]);
    for (const { prints } of months.values()) for (const [day, print] of prints) add(day, print);
    for (const { day, print } of others) add(day, print);
    return [...sums].sort(([one], [other]) => (one < other ? -1 : 1)).map(([day, print]) => ({ day, print }));
  }

  async #events(asked: Asked): Promise<ReadonlyMap<string, Month>> {
    const key = `${asked.organizationId} ${asked.zone}`;
    const before = this.#kept.get(key);
    // Listed before they are read: what arrives in between makes the month look old the next time, never new.
    const listed = await this.#parts();
    const changed = [...listed].filter(([month, parts]) => before?.get(month)?.parts !== parts);
    const read =
      changed.length === 0
        ? new Map()
        : await this.#sums(
            asked,
            changed.map(([month]) => month),
          );
    const months = new Map<string, Month>();
    for (const [month, parts] of listed) {
      const known = before?.get(month);
      const prints = known?.parts === parts ? known.prints : (read.get(month) ?? new Map());
      months.set(month, { parts, prints });
    }
    this.#kept.delete(key);
    this.#kept.set(key, months);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > keptMax && oldest !== undefined) this.#kept.delete(oldest);
    return months;
  }

  /** The parts of each month of events, as a text that is another one where any of them is. */
  async #parts(): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#columnar.query<{ month: string; parts: string }>(
      { kind: 'market' },
      {
        sql: `SELECT splitByChar('_', name)[1] AS month,
            concat(hostName(), ' ', arrayStringConcat(arraySort(groupArray(name)), ' ')) AS parts
          FROM $parts WHERE table = 'events' GROUP BY month`,
      },
    );
    return new Map(rows.map(({ month, parts }) => [month, parts]));
  }

  async #sums({ organizationId, zone }: Asked, months: readonly string[]) {
    const { rows } = await this.#columnar.query<{ month: string; local_day: string; print: string }>(
      { kind: 'organization', organizationId },
      {
        sql: `SELECT toString(toYYYYMM(day)) AS month, toString(toDate(at, {zone:String})) AS local_day,
            toString(sum(cityHash64(event_id, event, _person, at, brand_id, shop_id, watch_ms, duration_ms))) AS print
          FROM $events WHERE person != 0 AND toYYYYMM(day) IN {months:Array(UInt32)}
          GROUP BY month, local_day`,
        params: { zone, months: months.map(Number) },
      },
    );
    const found = new Map<string, Map<string, bigint>>();
    for (const row of rows) {
      const days = found.get(row.month) ?? new Map<string, bigint>();
      days.set(row.local_day, BigInt(row.print));
      found.set(row.month, days);
    }
    return found;
  }

  /** Orders are few, and change. */
  async #ordersAndMerges({ organizationId, zone }: Asked): Promise<readonly DayPrint[]> {
    const { rows } = await this.#columnar.query<{ day: string; print: string }>(
      { kind: 'organization', organizationId },
      {
        sql: `SELECT toString(local_day) AS day, toString(sum(hash)) AS print FROM (
            SELECT toDate(paid_at, {zone:String}) AS local_day, cityHash64(line_id, buyer, paid_at, brand_id, shop_id) AS hash
            FROM $order_lines WHERE buyer != 0
            UNION ALL
            SELECT local_day, cityHash64(did.person, canonical, local_day)
            FROM (SELECT DISTINCT person, toDate(at, {zone:String}) AS local_day FROM $$events
              WHERE person IN (SELECT person FROM $person_merges)) AS did
            JOIN $person_merges AS merged ON merged.person = did.person)
          GROUP BY local_day`,
        params: { zone },
      },
    );
    return rows.map(({ day, print }) => ({ day, print: BigInt(print) }));
  }
}

type Asked = { readonly organizationId: OrganizationId; readonly zone: string };
