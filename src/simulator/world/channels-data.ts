/** How people come to a product, with the rates that channel shows in an ordinary shop. */
export type Channel = {
  readonly id: string;
  readonly carrier: 'live' | 'short_video' | 'product_card';
  readonly source:
    | 'feed'
    | 'search'
    | 'mall'
    | 'shop'
    | 'showcase'
    | 'follow'
    | 'campaign'
    | 'message'
    | 'outside';
  readonly accountType: 'self' | 'partner' | 'none';
  readonly paid: boolean;
  /** Part of all visits, within content or within product cards. */
  readonly share: number;
  /** Visits that stay long enough to be shown a product. */
  readonly stay: number;
  /** Products shown to one who stays. */
  readonly shown: number;
  /** Clicks per product shown. */
  readonly clickRate: number;
  /** Orders per click. */
  readonly orderRate: number;
  /** How much likelier an old customer of the brand is to be the one who buys here. */
  readonly loyalty: number;
  /** Refunds against the category's own rate: what was bought on impulse comes back more often. */
  readonly regret: number;
};

export const contentChannels: readonly Channel[] = [
  {
    id: 'live_feed',
    carrier: 'live',
    source: 'feed',
    accountType: 'self',
    paid: false,
    share: 21,
    stay: 0.46,
    shown: 1.9,
    clickRate: 0.178,
    orderRate: 0.364,
    loyalty: 0.9,
    regret: 1.05,
  },
  {
    id: 'live_feed_paid',
    carrier: 'live',
    source: 'feed',
    accountType: 'self',
    paid: true,
    share: 17,
    stay: 0.42,
    shown: 1.75,
    clickRate: 0.15,
    orderRate: 0.326,
    loyalty: 0.5,
    regret: 1.25,
  },
  {
    id: 'live_follow',
    carrier: 'live',
    source: 'follow',
    accountType: 'self',
    paid: false,
    share: 6,
    stay: 0.62,
    shown: 2.2,
    clickRate: 0.215,
    orderRate: 0.402,
    loyalty: 3.2,
    regret: 0.8,
  },
  {
    id: 'live_partner',
    carrier: 'live',
    source: 'feed',
    accountType: 'partner',
    paid: false,
    share: 12,
    stay: 0.45,
    shown: 1.85,
    clickRate: 0.18,
    orderRate: 0.376,
    loyalty: 0.5,
    regret: 1.4,
  },
  {
    id: 'live_partner_paid',
    carrier: 'live',
    source: 'feed',
    accountType: 'partner',
    paid: true,
    share: 4,
    stay: 0.4,
    shown: 1.75,
    clickRate: 0.15,
    orderRate: 0.326,
    loyalty: 0.4,
    regret: 1.5,
  },
  {
    id: 'video_feed',
    carrier: 'short_video',
    source: 'feed',
    accountType: 'self',
    paid: false,
    share: 19,
    stay: 0.52,
    shown: 1.1,
    clickRate: 0.12,
    orderRate: 0.263,
    loyalty: 0.7,
    regret: 0.95,
  },
  {
    id: 'video_feed_paid',
    carrier: 'short_video',
    source: 'feed',
    accountType: 'self',
    paid: true,
    share: 12,
    stay: 0.5,
    shown: 1.1,
    clickRate: 0.11,
    orderRate: 0.239,
    loyalty: 0.45,
    regret: 1.15,
  },
  {
    id: 'video_partner',
    carrier: 'short_video',
    source: 'feed',
    accountType: 'partner',
    paid: false,
    share: 9,
    stay: 0.54,
    shown: 1.1,
    clickRate: 0.13,
    orderRate: 0.276,
    loyalty: 0.5,
    regret: 1.2,
  },
];

export const cardChannels: readonly Channel[] = [
  {
    id: 'card_search',
    carrier: 'product_card',
    source: 'search',
    accountType: 'none',
    paid: false,
    share: 34,
    stay: 0.85,
    shown: 1.9,
    clickRate: 0.17,
    orderRate: 0.263,
    loyalty: 2.4,
    regret: 0.65,
  },
  {
    id: 'card_search_paid',
    carrier: 'product_card',
    source: 'search',
    accountType: 'none',
    paid: true,
    share: 9,
    stay: 0.8,
    shown: 1.8,
    clickRate: 0.15,
    orderRate: 0.226,
    loyalty: 1.2,
    regret: 0.75,
  },
  {
    id: 'card_mall',
    carrier: 'product_card',
    source: 'mall',
    accountType: 'none',
    paid: false,
    share: 25,
    stay: 0.85,
    shown: 2.1,
    clickRate: 0.13,
    orderRate: 0.226,
    loyalty: 2.6,
    regret: 0.7,
  },
  {
    id: 'card_shop',
    carrier: 'product_card',
    source: 'shop',
    accountType: 'self',
    paid: false,
    share: 14,
    stay: 0.9,
    shown: 2,
    clickRate: 0.18,
    orderRate: 0.276,
    loyalty: 4,
    regret: 0.6,
  },
  {
    id: 'card_showcase',
    carrier: 'product_card',
    source: 'showcase',
    accountType: 'partner',
    paid: false,
    share: 6,
    stay: 0.85,
    shown: 1.7,
    clickRate: 0.15,
    orderRate: 0.226,
    loyalty: 1,
    regret: 1,
  },
  {
    id: 'card_campaign',
    carrier: 'product_card',
    source: 'campaign',
    accountType: 'none',
    paid: false,
    share: 5,
    stay: 0.8,
    shown: 2,
    clickRate: 0.14,
    orderRate: 0.213,
    loyalty: 1.2,
    regret: 0.95,
  },
  {
    id: 'card_message',
    carrier: 'product_card',
    source: 'message',
    accountType: 'self',
    paid: false,
    share: 4,
    stay: 0.8,
    shown: 1.5,
    clickRate: 0.16,
    orderRate: 0.251,
    loyalty: 5,
    regret: 0.6,
  },
  {
    id: 'card_outside',
    carrier: 'product_card',
    source: 'outside',
    accountType: 'none',
    paid: false,
    share: 3,
    stay: 0.75,
    shown: 1.7,
    clickRate: 0.12,
    orderRate: 0.2,
    loyalty: 0.8,
    regret: 0.9,
  },
];
