/** What led to a product lately: kept in this tab until it is bought, and sent with it. The token is signed. */
export type KnownTouch = { readonly touch: string | null; readonly second: number | null };

const nameOf = (productId: string) => `meadow.touch.${productId}`;
const none: KnownTouch = { touch: null, second: null };

export function rememberTouch(productId: string, touch: KnownTouch): void {
  try {
    sessionStorage.setItem(nameOf(productId), JSON.stringify(touch));
  } catch {
    // Storage may be full or forbidden: the purchase then counts as reached by itself.
  }
}

export function touchOf(productId: string): KnownTouch {
  try {
    return (JSON.parse(sessionStorage.getItem(nameOf(productId)) ?? 'null') as KnownTouch | null) ?? none;
  } catch {
    return none;
  }
}

/** The parts of a line or an event that say it. */
export function touchParts(productId: string): { touch?: string; touchSecond?: number } {
  const { touch, second } = touchOf(productId);
  return { ...(touch ? { touch } : {}), ...(touch && second !== null ? { touchSecond: second } : {}) };
}
