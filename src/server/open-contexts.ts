import { adMetrics, adPlanNames, openAds } from '#ads';
import { openAudiences } from '#audiences';
import { contentMetrics, openContent, videoNames } from '#content';
import { Groups, type Identity, marketNamespace, openEvents, userIdsOf } from '#events';
import type { OrganizationId } from '#kernel/ids';
import { openMetrics, registerMetrics, visitorMetrics } from '#metrics';
import type { DimensionId } from '#metrics/contract';
import { openOrganisations } from '#organisations';
import { type Columnar, sealPartitions } from '#platform/columnar';
import type { ServerConfig } from '#platform/config';
import type { Files } from '#platform/files';
import type { Jobs } from '#platform/jobs';
import { type Log, say } from '#platform/log';
import { backlog, pruneOutbox, type Subscriber, startRelay } from '#platform/outbox';
import type { Records } from '#platform/records';
import { openShop, orderFactsSubscriber, productNames, shopMetrics, skuNames, takeoutRoutes } from '#shop';
import { openTraffic, placementNames, slotMetrics } from '#traffic';
import type { AppParts } from './app.ts';
import { docsRoutes } from './docs/docs-routes.ts';
import { healthRoutes } from './health/health-routes.ts';
import type { LiveHub } from './live/live-hub.ts';
import { liveRoutes } from './live/live-routes.ts';
import { mediaRoutes } from './media/media-routes.ts';
import { openObservation } from './observe/observe.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { takeEventLines } from './take-event-lines.ts';
import { takeoutParts } from './takeout-parts.ts';

export type Ground = {
  readonly config: ServerConfig;
  readonly log: Log;
  readonly records: Records;
  readonly columnar: Columnar;
  readonly files: Files;
  readonly jobs: Jobs;
  readonly hub: LiveHub;
};

export type Contexts = Pick<AppParts, 'routers' | 'observation' | 'identify'> & {
  readonly markReady: () => void;
  /** Where the first person sets the instance up; null once somebody is in. */
  readonly setUpLink: () => Promise<string | null>;
  readonly close: () => Promise<void>;
};

/** Who knows the names of a dimension's values. */
const namesOf: Readonly<Partial<Record<DimensionId, typeof productNames>>> = {
  product: productNames,
  sku: skuNames,
  plan: adPlanNames,
  placement: placementNames,
  content: videoNames,
};

/** Pages that are not built so long after the start are not being built. */
const buildMsMax = 120_000;

/** Messages are kept this long after every subscriber has handled them, to be looked at. */
const outboxAgeMs = 3 * 86_400_000;

/** Opens every context over the same stores and introduces them to each other; the only place that knows all. */
export async function openContexts(ground: Ground): Promise<Contexts> {
  const { config, log, records, columnar, files, jobs, hub } = ground;
  let ready = false;

  const organisations = openOrganisations({
    records,
    secret: config.instanceSecret,
    baseUrl: config.publicUrl,
    mailUrl: config.mailUrl,
    tellMail: (mail) => say(log, `Mail to ${mail.recipient}: ${mail.subject}\n${mail.body}`),
  });

  columnar.onPresence(() => {
    if (columnar.awaySinceMs() === null) log.info('The columnar store answers again.');
    else
      log.warn('The columnar store does not answer: events and numbers are refused with 503 until it does.');
    hub.announceStore();
  });
  // First of all that reads facts: what is written from the start on must be told to it.
  const metrics = openMetrics({
    records,
    columnar,
    registry: registerMetrics(visitorMetrics, shopMetrics, contentMetrics, adMetrics, slotMetrics),
    structureOf: organisations.structureOf,
    labels: async (organizationId, dimension, values) =>
      (await namesOf[dimension]?.(records, organizationId, values)) ?? {},
    relayLagMs: async () => (await backlog(records, orderFacts.name, orderFacts.topics)).oldestMs,
    keepMs: { beside: 1_000, answers: 1_000 },
  });
  hub.hear(({ organizationId, kind }) => {
    if (kind === 'facts') metrics.forget(organizationId);
  });
  const onWritten = (organizationId: OrganizationId) => {
    // Whoever wrote here asks here next and must find it; other servers learn it with their screens.
    metrics.forget(organizationId);
    hub.announce({ organizationId, kind: 'facts' });
  };
  const events = openEvents({
    records,
    columnar,
    findWriteKey: organisations.findWriteKey,
    structureOf: organisations.structureOf,
    instanceSecret: config.instanceSecret,
    onWritten,
  });
  const groups = await Groups.open(records, (error) =>
    log.warn({ err: error }, 'Groups of people are behind and are read again.'),
  );
  const shop = await openShop({
    records,
    files,
    jobs,
    structureOf: organisations.structureOf,
    resolvePersons: (organizationId, identities) =>
      events.personNumbers.resolve(organizationId, identities as readonly Identity[]),
    takeEvents: takeEventLines(events.ingest),
    ingest: events.ingest,
    groups,
    customersOf: (organizationId, persons) => userIdsOf(records, organizationId, persons),
    putAside: events.putAside,
    instanceSecret: config.instanceSecret,
    isHttps: config.publicUrl.startsWith('https:'),
    answerOnce: organisations.answerOnce,
    resolveActor: organisations.resolveActor,
    numberShopper: async (shopperId) => {
      const identity: Identity = `u${shopperId}`;
      const numbers = await events.personNumbers.resolve(marketNamespace, [identity]);
      return numbers.get(identity) as number;
    },
    joinPersons: events.joinShoppers,
    onError: (error) => log.error({ err: error }, 'An import met a bug.'),
  });
  const ads = await openAds({
    records,
    columnar,
    jobs,
    groups,
    instanceSecret: config.instanceSecret,
    onWritten,
    onError: (error) => log.warn({ err: error }, 'Serving ads met an error.'),
  });
  const orderFacts = orderFactsSubscriber({ records, columnar, onWritten });
  const content = await openContent({
    records,
    files,
    jobs,
    structureOf: organisations.structureOf,
    productCards: shop.storefront.cardsOf,
    readTouch: shop.touchTokens.read,
    ingest: events.ingest,
    onError: (error) => log.warn({ err: error }, 'The index of published videos is behind.'),
  });
  const audiences = await openAudiences({
    records,
    columnar,
    jobs,
    delivery: {
      files,
      instanceSecret: config.instanceSecret,
      allowPrivateWebhooks: config.allowPrivateWebhooks,
    },
    structureOf: organisations.structureOf,
    namesOf: async (organizationId, dimension, values) =>
      (await namesOf[dimension]?.(records, organizationId, values)) ?? {},
    onError: (error) => log.warn({ err: error }, 'Audiences met an error and go on.'),
  });
  const traffic = openTraffic({
    groups,
    records,
    columnar,
    content,
    products: shop.storefront,
    coupons: shop.coupons,
    ads,
    touchTokens: shop.touchTokens,
    ingest: events.ingest,
    onError: (error) =>
      log.warn({ err: error }, 'The feed goes on with what it knew: learning or its log met an error.'),
  });
  const subscribers: Subscriber[] = [
    ...events.subscribers,
    ...shop.subscribers,
    ...content.subscribers,
    ...audiences.subscribers,
    orderFacts,
    ...ads.subscribers,
    ...traffic.subscribers,
  ];
  const relay = startRelay(records, subscribers, (subscriber, error) =>
    log.warn({ err: error, subscriber }, 'A subscriber failed and is tried again.'),
  );
  await jobs.work('prune-outbox', { retriesMax: 2, expireSeconds: 300 }, () =>
    pruneOutbox(records, outboxAgeMs),
  );
  await jobs.schedule('prune-outbox', '17 * * * *');
  await jobs.work('seal-partitions', { retriesMax: 1, expireSeconds: 4 * 3600 }, async () => {
    const sealed = await sealPartitions(config.columnarUrl, config.clickhouseDatabase);
    if (sealed.length > 0)
      log.info({ sealed }, 'Quiet partitions are merged, so that reading them stays quick.');
  });
  await jobs.schedule('seal-partitions', '7 * * * *');

  const observation = openObservation([
    { name: 'meadow_live_screens', help: 'Screens that listen for news.', read: () => hub.subscribers() },
    {
      name: 'meadow_groups_bytes',
      help: 'Bytes of groups of people in the memory of this server.',
      read: () => groups.bytes,
    },
    ...ads.gauges,
    ...subscribers.map(({ name, topics }) => ({
      name: `meadow_outbox_backlog_${name.replaceAll('-', '_')}`,
      help: `Messages that ${name} has not handled.`,
      read: async () => (await backlog(records, name, topics)).messages,
    })),
  ]);

  return {
    observation,
    identify: [organisations.identify, shop.recognise],
    routers: [
      healthRoutes(records, columnar, () => ready),
      observation.routes,
      docsRoutes(),
      organisations.routes,
      events.routes,
      metrics.routes,
      shop.routes,
      takeoutRoutes({
        records,
        parts: takeoutParts({ records, columnar, instanceSecret: config.instanceSecret }),
        onError: (error) => log.warn({ err: error }, 'A takeout could not be finished.'),
      }),
      content.routes,
      mediaRoutes(files),
      audiences.routes,
      ads.routes,
      traffic.routes,
      liveRoutes(hub),
      pageRoutes(config.webDir, config.pagesAreComing ? buildMsMax : 0),
    ],
    markReady: () => {
      ready = true;
    },
    setUpLink: organisations.setUpLink,
    close: async () => {
      await traffic.close();
      await ads.close();
      await audiences.close();
      await content.close();
      await shop.close();
      await groups.close();
      await events.close();
      await relay.stop();
      await organisations.close();
    },
  };
}
