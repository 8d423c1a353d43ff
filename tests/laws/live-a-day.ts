import { randomOf } from '#science/random';
import { buyAndReturn } from './buy-and-return.ts';
import type { DayNotes } from './day-notes.ts';
import type { Market } from './market-day.ts';
import { claimSome, mergePurses, type Purse } from './shopper-purse.ts';
import { pickUpPhone, type StorefrontPhone } from './storefront-phone.ts';
import { type Living, type Wish, watchAndWish } from './watch-and-wish.ts';

/** Every so many people signs up, and comes again as a guest on another device before signing in there. */
const twoDevicesEvery = 4;
const lanes = 8;

const address = {
  recipient: '测试 Shopper',
  phone: '19900000000',
  region: '浙江省 杭州市 西湖区',
  street: '模拟路 1 号',
  isDefault: true,
};

/** Lets so many shoppers live through a day from a seed, a few at the same time; they write down what they did. */
export async function liveTheDay(
  market: Market,
  notes: DayNotes,
  seed: string,
  shoppers: number,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let number = next++; number < shoppers; number = next++) {
      const shopper = `${seed}-${number}`;
      await liveADay({ market, notes, shopper, random: randomOf(shopper) }, number % twoDevicesEvery === 0);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** Everything one person does happens one after the other, so that what came first is known. */
async function liveADay(living: Living, hasTwoDevices: boolean): Promise<void> {
  const { url, apiKey } = living.market;
  const phone = await pickUpPhone(url, apiKey);
  const addressId = await settle(phone);
  const purse: Purse = { coupons: [] };
  const wishes = await watchAndWish(living, phone);
  await claimFor(living, phone, purse, wishes);
  await buyAndReturn(living, { phone, addressId, purse }, wishes);
  if (!hasTwoDevices) return;
  const email = `${living.shopper}@test.example`;
  await phone.enter('sign-up', email);
  // What the guest is shown, clicks and claims belongs to the person who signs in afterwards and buys.
  const other = await pickUpPhone(url, apiKey);
  const guestPurse: Purse = { coupons: [] };
  const more = await watchAndWish(living, other);
  await claimFor(living, other, guestPurse, more);
  await other.enter('sign-in', email);
  mergePurses(living, purse, guestPurse);
  await buyAndReturn(living, { phone: other, addressId, purse }, more);
}

async function claimFor(living: Living, phone: StorefrontPhone, purse: Purse, wishes: readonly Wish[]) {
  for (const shopId of new Set(wishes.map((wish) => wish.shopId)))
    await claimSome(living, phone, purse, shopId);
}

const settle = async (phone: StorefrontPhone) =>
  (await phone.ask<{ id: string }>('POST', '/addresses', address)).id;
