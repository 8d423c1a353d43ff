import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { adJourneys } from './ads.journey.ts';
import { audienceJourneys } from './audiences.journey.ts';
import { boardJourneys } from './boards.journey.ts';
import { browserPath } from './chromium.ts';
import { cockpitJourneys } from './cockpit.journey.ts';
import { couponJourneys } from './coupons.journey.ts';
import { dataJourneys } from './data.journey.ts';
import { deliveryJourneys } from './deliveries.journey.ts';
import { erasureJourneys } from './erasure.journey.ts';
import { type Ground, openGround } from './ground.ts';
import { handJourneys } from './hands.journey.ts';
import { keepingJourneys } from './keeping.journey.ts';
import { layerJourneys } from './layers.journey.ts';
import { leaveVisits } from './leave-visits.ts';
import { marketJourneys } from './market.journey.ts';
import { orderJourneys } from './orders.journey.ts';
import { peopleJourneys } from './people.journey.ts';
import { placementJourneys } from './placements.journey.ts';
import { portraitJourneys } from './portraits.journey.ts';
import { presenceJourneys } from './presence.journey.ts';
import { productJourneys } from './products.journey.ts';
import { signInJourneys } from './sign-in.journey.ts';
import { storefrontJourneys } from './storefront.journey.ts';
import { videoJourneys } from './video.journey.ts';

if (browserPath === null) console.log('No Chromium here: the journeys are skipped.');

describe.skipIf(browserPath === null)('in a browser, a person', { timeout: 60_000 }, () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  }, 400_000);
  afterEach(({ task }) => leaveVisits(ground.browser, task.result?.state === 'fail'));
  afterAll(() => ground?.leave(), 60_000);

  describe('signing in', () => signInJourneys(() => ground));
  describe('in the cockpit', () => cockpitJourneys(() => ground));
  describe('on the boards', () => boardJourneys(() => ground));
  describe('with layers of people', () => layerJourneys(() => ground));
  describe('with data', () => dataJourneys(() => ground));
  describe('with products', () => productJourneys(() => ground));
  describe('running the market', () => marketJourneys(() => ground));
  describe('keeping order', () => keepingJourneys(() => ground));
  describe('coming in', () => peopleJourneys(() => ground));
  describe('with videos', () => videoJourneys(() => ground));
  describe('in the storefront', () => storefrontJourneys(() => ground));
  describe('with thumbs and keys', () => handJourneys(() => ground));
  describe('with audiences', () => audienceJourneys(() => ground));
  describe('with portraits', () => portraitJourneys(() => ground));
  describe('with deliveries', () => deliveryJourneys(() => ground));
  describe('with placements', () => placementJourneys(() => ground));
  describe('with coupons', () => couponJourneys(() => ground));
  describe('with ad plans', () => adJourneys(() => ground));
  describe('with orders', () => orderJourneys(() => ground));
  describe('leaving for good', () => erasureJourneys(() => ground));
  describe('with comments and homes', () => presenceJourneys(() => ground));
});
