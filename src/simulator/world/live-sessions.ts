import { between, type Random, randomOf } from '#science/random';
import { accounts, brands, creators, shops } from './brands-data.ts';
import { hourMs, type WorldDay } from './calendar.ts';

/** One live 直播场次, of an account of a shop or of a creator who sells for the whole brand. */
export type LiveSession = {
  readonly roomId: string;
  readonly brand: string;
  /** Null when a creator's live sells what all shops of the brand have. */
  readonly shop: string | null;
  readonly account: string | null;
  readonly creator: string | null;
  readonly partner: boolean;
  readonly startMs: number;
  readonly endMs: number;
  readonly weight: number;
};

/** The lives of one day: officials every evening, flagships in the morning too, creators in turn. */
export function livesOf(seed: string, day: WorldDay): LiveSession[] {
  const random = randomOf(`${seed}/lives/${day.date}`);
  const lives: LiveSession[] = [];
  for (const account of accounts) {
    const shop = shops.find((one) => one.key === account.shop);
    if (!shop) continue;
    const by = {
      brand: shop.brand,
      shop: account.shop,
      account: account.key,
      creator: null,
      partner: account.type === 'partner',
    };
    const evening = (weight: number) => lives.push(session(random, day, by, 19.5, 3.4, weight));
    if (account.role === 'official') evening(1);
    else if ((day.index + account.key.length) % 2 === 0 || day.campaign === 'burst') evening(0.55);
    if (account.key.endsWith('official')) lives.push(session(random, day, by, 10, 2, 0.32));
  }
  for (const { key: brand } of brands) {
    const own = creators.filter((creator) => creator.brand === brand);
    const turns = day.campaign === 'burst' ? 4 : 2;
    for (let turn = 0; turn < turns; turn++) {
      const creator = own[(day.index * 2 + turn) % own.length];
      if (!creator) continue;
      const by = { brand, shop: null, account: null, creator: creator.key, partner: true };
      lives.push(session(random, day, by, 20, 2.5, creator.reach / 8));
    }
  }
  return lives;
}

type By = Pick<LiveSession, 'brand' | 'shop' | 'account' | 'creator' | 'partner'>;

function session(
  random: Random,
  day: WorldDay,
  by: By,
  hour: number,
  hours: number,
  weight: number,
): LiveSession {
  const startMs = day.startMs + Math.round((hour + between(random, -0.25, 0.25)) * 12) * (hourMs / 12);
  const name = (by.account ?? by.creator ?? '').slice(2);
  return {
    ...by,
    roomId: `room-${name}-${day.date.slice(5).replace('-', '')}-${Math.floor(hour)}`,
    startMs,
    endMs: startMs + Math.round(hours * between(random, 0.9, 1.1) * 12) * (hourMs / 12),
    weight: weight * between(random, 0.75, 1.3),
  };
}
