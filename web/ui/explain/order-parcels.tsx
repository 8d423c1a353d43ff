import type { OrderView } from '#shop/contract';
import { useSay } from '../language/language.tsx';

type Props = {
  readonly shipments: OrderView['shipments'];
  readonly at: (instant: string | null) => string;
};

/** By whom, under which number and when each parcel left. */
export function OrderParcels({ shipments, at }: Props) {
  const say = useSay();
  if (shipments.length === 0) return null;
  return (
    <section>
      <h3>{say('order.parcels')}</h3>
      <ul className="order-lines">
        {shipments.map((shipment) => (
          <li key={shipment.id}>
            <span>
              {say('order.parcel', { carrier: shipment.carrier, number: shipment.trackingNumber })}
              <span className="quiet"> × {shipment.lines.reduce((sum, line) => sum + line.quantity, 0)}</span>
            </span>
            <span className="quiet">{at(shipment.shippedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
