import type { OpenAPIHono } from '@hono/zod-openapi';
import type { GroupsAsked } from '#events';
import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import { gatherRoutes, type MeadowEnv } from '#platform/http';
import type { Jobs } from '#platform/jobs';
import type { Subscriber } from '#platform/outbox';
import type { Records } from '#platform/records';
import { accountRoutes } from './accounts/account-routes.ts';
import { attributionSubscriber } from './attribution/attribute-orders.ts';
import { pruneImpressions } from './billing/impression-store.ts';
import { deliveryRoutes } from './plans/delivery-routes.ts';
import { planRoutes } from './plans/plan-routes.ts';
import { adFactsSubscriber } from './reports/write-ad-facts.ts';
import type { AdServing } from './serving/ad-win.ts';
import { openServing } from './serving/open-serving.ts';

export type AdsOptions = {
  readonly records: Records;
  readonly columnar: Columnar;
  readonly jobs: Jobs;
  /** Groups of people that plans may be for. */
  readonly groups: GroupsAsked;
  /** Keys of ad tokens are derived from it. */
  readonly instanceSecret: string;
  /** Told after facts of an organisation are durable, so that open screens look again. */
  readonly onWritten: (organizationId: OrganizationId) => void;
  readonly onError: (error: unknown) => void;
  readonly now?: () => number;
};

export type Ads = AdServing & {
  readonly routes: OpenAPIHono<MeadowEnv>;
  readonly subscribers: readonly Subscriber[];
  /** Figures for Prometheus. */
  readonly gauges: readonly { readonly name: string; readonly help: string; readonly read: () => number }[];
  readonly close: () => Promise<void>;
};

/** Impressions are kept for learning and for frequency; as numbers they stay for good in the columnar store. */
const impressionDays = 30;

export async function openAds(options: AdsOptions): Promise<Ads> {
  const { records, columnar, jobs, onWritten, now = Date.now } = options;
  const serving = await openServing({ ...options, now });
  await jobs.work('prune-ad-impressions', { retriesMax: 2, expireSeconds: 600 }, () =>
    pruneImpressions(records, impressionDays),
  );
  await jobs.schedule('prune-ad-impressions', '41 * * * *');
  const { explain, leastClickOf, profileOf, rates } = serving;
  return {
    decide: serving.decide,
    shown: serving.shown,
    clicked: serving.clicked,
    routes: gatherRoutes(
      accountRoutes({ records }),
      planRoutes({ records, now, leastClickOf }),
      deliveryRoutes({ records, now, explain, leastClickOf, profileOf }),
    ),
    subscribers: [attributionSubscriber({ records }), adFactsSubscriber({ records, columnar, onWritten })],
    gauges: [
      {
        name: 'meadow_ads_plans',
        help: 'Ad plans in the memory of this server.',
        read: serving.livePlans,
      },
      {
        name: 'meadow_ads_reservations',
        help: 'Ad prices set aside for clicks to come.',
        read: serving.heldReservations,
      },
      ...(['ctr', 'cvr'] as const).map((name) => ({
        name: `meadow_ads_calibration_${name}`,
        help: `Observed over predicted ${name === 'ctr' ? 'ad clicks' : 'orders after ad clicks'}; 1 is right.`,
        read: () => rates.calibration[name].ratio() ?? Number.NaN,
      })),
    ],
    close: serving.close,
  };
}
