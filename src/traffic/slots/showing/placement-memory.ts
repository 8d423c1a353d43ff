import type { ServedPlacement } from './served-placement.ts';

/** Placements as they were read last, in the memory of one server, so that no page waits for the records. */
export class PlacementMemory {
  #all: ReadonlyMap<string, ServedPlacement> = new Map();
  #byKind: ReadonlyMap<string, readonly ServedPlacement[]> = new Map();

  take(placements: readonly ServedPlacement[]): void {
    this.#all = new Map(placements.map((one) => [one.placementId, one]));
    this.#byKind = Map.groupBy(
      placements.filter(({ isOn }) => isOn),
      ({ kind }) => kind,
    );
  }

  /** Also one that was stopped or ended within the last hour. */
  find(placementId: string): ServedPlacement | undefined {
    return this.#all.get(placementId);
  }

  ofKind(kind: ServedPlacement['kind']): readonly ServedPlacement[] {
    return this.#byKind.get(kind) ?? [];
  }
}
