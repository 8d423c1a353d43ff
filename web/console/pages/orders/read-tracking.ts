/** Order ids and tracking numbers as they are pasted from a spreadsheet or a carrier's file. Pure. */
export type PastedParcel = { readonly orderId: string; readonly trackingNumber: string };
export type PastedTracking = {
  readonly parcels: readonly PastedParcel[];
  /** Numbers of the lines that are neither empty nor a heading, and yet no parcel. */
  readonly unreadable: readonly number[];
};

/** One order and one number a line, parted by tab, comma, semicolon or spaces, in either order. */
export function readTracking(text: string): PastedTracking {
  const parcels = new Map<string, PastedParcel>();
  const unreadable: number[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    const cells = line
      .split(/[\t,;，；\s]+/)
      .map((cell) => cell.trim().replace(/^["']|["']$/g, ''))
      .filter(Boolean);
    if (cells.length === 0) continue;
    const orderId = cells.find(isOrderId);
    const trackingNumber = cells.find((cell) => cell !== orderId && /^[\w-]{1,80}$/.test(cell));
    if (orderId && trackingNumber) parcels.set(orderId, { orderId, trackingNumber });
    else if (place > 0 || /\d/.test(line)) unreadable.push(place + 1);
  }
  return { parcels: [...parcels.values()], unreadable };
}

const isOrderId = (cell: string) => /^ord_[0-9a-hjkmnp-tv-z]{26}$/.test(cell);
