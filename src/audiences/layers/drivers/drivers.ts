import { type ShareRatio, shareRatio } from '#science/share-ratio';
import type { DriversFound, Touched } from './drivers-store.ts';

/** Fewer people than this who moved after a touch say nothing. */
export const moversMin = 3;
const perKindMax = 10;

export type Driver = Touched & {
  /** Shares of those who moved and of those who did not; lift is the first by the second. */
  readonly moverShare: number;
  readonly otherShare: number;
  readonly lift: ShareRatio;
  /** The whole interval lies on one side of 1. */
  readonly isSure: boolean;
};

/** The things most surely touched more by those who moved, the surest first, some of each kind. */
export function driversOf({ movers, others, touched }: Omit<DriversFound, 'sql'>): Driver[] {
  const found = touched.flatMap((thing): Driver[] => {
    const lift = shareRatio(thing.movers, movers, thing.others, others);
    if (lift === null || thing.movers < moversMin) return [];
    return [
      {
        ...thing,
        moverShare: thing.movers / movers,
        otherShare: thing.others / others,
        lift,
        isSure: lift.low > 1 || lift.high < 1,
      },
    ];
  });
  const surestFirst = (one: Driver, other: Driver) => other.lift.low - one.lift.low;
  return [...Map.groupBy(found, ({ kind }) => kind).values()]
    .flatMap((ofKind) => ofKind.sort(surestFirst).slice(0, perKindMax))
    .sort(surestFirst);
}
