import { touchParts } from '../telemetry/touches.ts';

/** What is on its way through the checkout in this tab, with the key that makes placing it twice one order. */
export type Buying = {
  readonly key: string;
  readonly what:
    | { readonly fromCart: true }
    | {
        readonly lines: readonly {
          readonly skuId: string;
          readonly quantity: number;
          readonly touch?: string;
          readonly touchSecond?: number;
        }[];
      };
};

const name = 'meadow.buying';

export function buyNow(one: { skuId: string; productId: string; quantity: number }): void {
  keep({ lines: [{ skuId: one.skuId, quantity: one.quantity, ...touchParts(one.productId) }] });
}
export const buyFromCart = (): void => keep({ fromCart: true });

function keep(what: Buying['what']): void {
  sessionStorage.setItem(name, JSON.stringify({ key: crypto.randomUUID(), what }));
}

export function readBuying(): Buying | null {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? 'null') as Buying | null;
  } catch {
    return null;
  }
}

/** After the order was placed, or was refused so that it has to be thought over: the next try is another one. */
export function renewBuying(): Buying | null {
  const buying = readBuying();
  if (buying) keep(buying.what);
  return readBuying();
}
export const forgetBuying = (): void => sessionStorage.removeItem(name);
