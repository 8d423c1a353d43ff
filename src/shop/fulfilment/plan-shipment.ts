import { ok, type Refusal, type Result, refuse } from '#kernel/result';
import { refuseBecause } from '../refuse-because.ts';

export type LineToShip = {
  readonly lineId: string;
  /** Units promised and still here. */
  readonly held: number;
  /** Of them, units a refund is waiting for. */
  readonly claimed: number;
};
export type ShipmentPlan = {
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  /** Nothing is left to ship after it. */
  readonly isWhole: boolean;
};

/** What goes into a parcel: what was asked for, or everything left. Units that a refund waits for stay here. */
export function planShipment(
  lines: readonly LineToShip[],
  asked: readonly { readonly lineId: string; readonly quantity: number }[] | null,
): Result<ShipmentPlan, Refusal> {
  const left = new Map(lines.map((line) => [line.lineId, line.held - line.claimed]));
  const shipped =
    asked ??
    [...left].map(([lineId, quantity]) => ({ lineId, quantity })).filter(({ quantity }) => quantity > 0);
  if (shipped.length === 0)
    return refuseBecause(
      'conflict',
      'waits_for_refund',
      'Nothing is left to ship: what is here waits for a refund.',
    );
  if (new Set(shipped.map(({ lineId }) => lineId)).size < shipped.length)
    return refuse('unprocessable', 'Name every line once.', 'lines');
  for (const { lineId, quantity } of shipped) {
    const most = left.get(lineId);
    if (most === undefined) return refuse('unprocessable', 'There is no such line in this order.', 'lines');
    if (quantity > most)
      return refuseBecause('unprocessable', 'ship_fewer', `Of this line only ${most} can be shipped.`, {
        values: { most },
        field: 'lines',
      });
  }
  const units = shipped.reduce((sum, { quantity }) => sum + quantity, 0);
  const held = lines.reduce((sum, line) => sum + line.held, 0);
  return ok({ lines: shipped, isWhole: units === held });
}
