import { useState } from 'react';
import type { AddressView } from '#shop/contract';
import { useSay } from '../../ui/language/language.tsx';
import { AddressForm } from './address-form.tsx';

type Props = {
  readonly addresses: readonly AddressView[];
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
};

/** Where to: the one that is chosen, the others below, and a new one. */
export function AddressChoice({ addresses, chosen, onChoose }: Props) {
  const say = useSay();
  const [adding, setAdding] = useState(false);
  return (
    <section className="card">
      <h2>{say('store.shipTo')}</h2>
      {addresses.map((address) => (
        <label key={address.id} className="row" style={{ justifyContent: 'flex-start', minHeight: 48 }}>
          <input
            type="radio"
            name="address"
            checked={address.id === chosen}
            onChange={() => onChoose(address.id)}
          />
          <span>
            <b>{address.recipient}</b> <span className="quiet">{address.phone}</span>
            <span className="small" style={{ display: 'block' }}>
              {address.region} {address.street}
            </span>
          </span>
        </label>
      ))}
      {addresses.length === 0 && <p className="quiet">{say('store.noAddress')}</p>}
      <button type="button" className="button button-small" onClick={() => setAdding(true)}>
        {say('store.addAddress')}
      </button>
      {adding && (
        <AddressForm
          id={null}
          onClose={() => setAdding(false)}
          onKept={({ id }) => {
            onChoose(id);
            setAdding(false);
          }}
        />
      )}
    </section>
  );
}
