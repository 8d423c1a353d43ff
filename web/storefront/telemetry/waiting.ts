import type { ToldEvent } from '#traffic/contract';

const name = 'meadow.told';

/** Events that were not sent when the page was closed. */
export function readWaiting(): ToldEvent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

export function writeWaiting(events: readonly ToldEvent[]): void {
  try {
    localStorage.setItem(name, JSON.stringify(events));
  } catch {
    // Without storage they live as long as the page.
  }
}
