import { afterAll, beforeAll, describe } from 'vitest';
import { browserPath } from '../journeys/chromium.ts';
import { type Ground, openGround } from '../journeys/ground.ts';
import { columnarAwayJourneys } from './columnar-away.journey.ts';

if (browserPath === null) console.log('No Chromium here: the journeys with a store away are skipped.');

describe.skipIf(browserPath === null)('a columnar store away for some seconds', { timeout: 900_000 }, () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await openGround();
  }, 400_000);
  afterAll(() => ground?.leave(), 60_000);

  columnarAwayJourneys(() => ground, 8_000);
});
