import type { ShopperId } from '#kernel/ids';

/** Somebody who watches and buys 消费者. Belongs to the market; a guest is one who never signed in. */
export type Shopper = {
  readonly id: ShopperId;
  /** The person number of their events and orders. */
  readonly person: number;
  readonly nickname: string | null;
  readonly isGuest: boolean;
  readonly locale: 'zh' | 'en' | null;
  readonly simulated: boolean;
};

declare module '#platform/http' {
  interface RequestVariables {
    /** Who watches or buys; there behind `requireShopper`. */
    shopper: Shopper;
  }
}

/** A session that is used lives on for this long. */
export const sessionDays = 180;
