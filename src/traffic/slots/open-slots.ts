import type { GroupsAsked } from '#events';
import type { Records } from '#platform/records';
import type { Shelf } from '../feed/feed-video.ts';
import { PlacementMemory } from './showing/placement-memory.ts';
import { servedPlacements } from './showing/served-placements-store.ts';
import { ShowingsMemory } from './showing/showings-memory.ts';
import { keepShowings, readShowings } from './showing/showings-store.ts';
import { Slots } from './showing/slots.ts';

export type OpenSlots = {
  readonly slots: Slots;
  readonly showings: ShowingsMemory;
  /** Reads the placements as they are now. Runs by itself; whoever changes one does not wait for it. */
  readonly refresh: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** What is approved or stopped is so in every server after this, and costs each one statement a second. */
const refreshMs = 1_000;

/** The placements of one server, read again and again in the background. */
export function openSlots(options: {
  readonly records: Records;
  readonly groups: GroupsAsked;
  readonly shelf: Pick<Shelf, 'find'>;
  readonly onError: (error: unknown) => void;
}): OpenSlots {
  const { records, groups, shelf, onError } = options;
  const placements = new PlacementMemory();
  const showings = new ShowingsMemory((shopperId) => readShowings(records, shopperId));
  let isClosed = false;
  let reading: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  /** One after the other, so that an older answer never covers a newer one. */
  const refresh = (): Promise<void> => {
    reading = reading
      .then(async () => placements.take(await servedPlacements(records)))
      .catch((error: unknown) => {
        if (!isClosed) onError(error);
      });
    return reading;
  };
  const again = () => {
    if (!isClosed)
      timer = setTimeout(() => {
        void refresh().then(again);
      }, refreshMs);
  };
  void refresh().then(again);
  return {
    slots: new Slots({
      placements,
      groups,
      shelf,
      showings,
      keep: (shopperId, news) => keepShowings(records, shopperId, news),
    }),
    showings,
    refresh,
    close: async () => {
      isClosed = true;
      clearTimeout(timer);
      await reading;
    },
  };
}
