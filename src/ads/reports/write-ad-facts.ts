import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { OutboxMessage, Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { type Attributed, attributedTopic, type Delivered, deliveredTopic } from './delivered.ts';
import { chargeFacts, conversionFacts, nextFactVersion } from './facts-store.ts';

export type AdFactsOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly onWritten?: (organizationId: OrganizationId) => void;
};

/** Keeps the columnar facts of ads equal to the records; at least once, and a repeat lands on the same keys. */
export function adFactsSubscriber(options: AdFactsOptions): Subscriber {
  return {
    name: 'ad-facts',
    topics: [deliveredTopic, attributedTopic],
    batchMax: 200,
    // Every page with an ad has a fact, and each insert costs the columnar store a hundredth of a second, however small.
    restMs: 400,
    handle: async (messages) => {
      for (const [organizationId, own] of Map.groupBy(
        messages,
        (message: OutboxMessage) => message.organizationId,
      )) {
        await writeFacts(options, organizationId, own);
        options.onWritten?.(organizationId);
      }
    },
  };
}

async function writeFacts(
  { records, columnar }: AdFactsOptions,
  organizationId: OrganizationId,
  messages: readonly OutboxMessage[],
): Promise<void> {
  const of = (topic: string) => messages.filter((message) => message.topic === topic);
  const delivered = of(deliveredTopic).map(({ payload }) => payload as Delivered);
  const lineIds = new Set(of(attributedTopic).flatMap(({ payload }) => (payload as Attributed).lineIds));
  const facts = await records.organization(organizationId, async (trx) => {
    const version = await nextFactVersion(trx);
    const all = {
      impressions: delivered.flatMap(({ impressions }) => impressions),
      charges: delivered.flatMap(({ charges }) => charges),
    };
    return {
      version,
      charges: delivered.length > 0 ? await chargeFacts(trx, all, version) : [],
      conversions: lineIds.size > 0 ? await conversionFacts(trx, [...lineIds], version) : [],
    };
  });
  const { version, charges, conversions } = facts;
  if (charges.length > 0) await columnar.insert('ad_charges', jsonLines(charges), `ad_charges ${version}`);
  if (conversions.length > 0)
    await columnar.insert('ad_conversions', jsonLines(conversions), `ad_conversions ${version}`);
}

const jsonLines = (facts: readonly string[]) => Buffer.from(`${facts.join('\n')}\n`);
