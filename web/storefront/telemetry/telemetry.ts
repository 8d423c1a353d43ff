import type { ToldEvent } from '#traffic/contract';
import { ApiProblem, request } from '../../ui/api/request.ts';
import { readWaiting, writeWaiting } from './waiting.ts';

type Told = Omit<ToldEvent, 'id' | 'at'>;

const soonMs = 1_500;
const perRequestMax = 40;
/** What a screen keeps while there is no network; more than a long ride's worth. */
const waitingMax = 500;

let waiting: ToldEvent[] = readWaiting();
let timer: ReturnType<typeof setTimeout> | null = null;
let isSending = false;

/**
 * Tells the server what happened on this screen: soon, in groups, again after a failure, and at once when the page
 * is left. Each event has an id, so one that arrives twice counts once.
 */
export function tell(event: Told): void {
  const told = { ...event, id: crypto.randomUUID(), at: new Date().toISOString() } as ToldEvent;
  waiting = [...waiting, told].slice(-waitingMax);
  writeWaiting(waiting);
  plan(soonMs);
}

function plan(ms: number): void {
  if (timer !== null) return;
  timer = setTimeout(() => {
    timer = null;
    void send();
  }, ms);
}

async function send(): Promise<void> {
  if (isSending || waiting.length === 0) return;
  isSending = true;
  const events = waiting.slice(0, perRequestMax);
  try {
    await request('/api/storefront/events', { body: { events } });
    forget(events);
  } catch (error) {
    // A group that is refused as such would be refused for ever; everything else passes.
    if (error instanceof ApiProblem && (error.status === 400 || error.status === 422)) forget(events);
  } finally {
    isSending = false;
    if (waiting.length > 0) plan(4_000);
  }
}

function forget(events: readonly ToldEvent[]): void {
  const sent = new Set(events.map(({ id }) => id));
  waiting = waiting.filter(({ id }) => !sent.has(id));
  writeWaiting(waiting);
}

/** A page that is left may not come back: what waits goes out in a request that outlives it. */
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState !== 'hidden' || waiting.length === 0) return;
  const events = waiting.slice(0, perRequestMax);
  fetch('/api/storefront/events', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ events }),
    keepalive: true,
  }).then(
    (answer) => answer.ok && forget(events),
    () => undefined,
  );
});
