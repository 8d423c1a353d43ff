/** What the pictures and tables of the flow are made from. Pure. */
import type { LayerName, Move } from './use-layers.ts';

type Both = { readonly from: LayerName; readonly to: LayerName };

/** Both ends are layers, so something can have driven it. */
export const isDriven = (move: Move): move is Move & Both =>
  move.from !== null && move.to !== null && move.from !== move.to;

/** A move as the address writes it: `seen.first_order`. */
export const writeMove = ({ from, to }: Both): string => `${from}.${to}`;

/** The move of the address, or where it names none of these the largest step closer, or the largest of all. */
export function chosenMove(
  text: string | undefined,
  moves: readonly Move[],
  order: readonly LayerName[],
): (Move & Both) | null {
  const driven = moves.filter(isDriven);
  const named = driven.find((move) => writeMove(move) === text);
  if (named) return named;
  // `order` begins with the closest layer.
  const closer = driven.filter(({ from, to }) => order.indexOf(to) < order.indexOf(from));
  const largest = (list: readonly (Move & Both)[]) =>
    list.reduce<(Move & Both) | null>((best, one) => (best && best.people >= one.people ? best : one), null);
  return largest(closer) ?? largest(driven);
}
