import { useState } from 'react';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Failure, Waiting } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import type { AddressView } from './address.ts';
import { AddressForm } from './address-form.tsx';
import { useAddresses, useKeepAddress, useRemoveAddress } from './use-addresses.ts';

export function AddressesPage() {
  const say = useSay();
  const toast = useToast();
  const addresses = useAddresses();
  const keep = useKeepAddress();
  const remove = useRemoveAddress();
  const [open, setOpen] = useState<AddressView | 'new' | null>(null);
  if (addresses.error) return <Failure error={addresses.error} again={() => void addresses.refetch()} />;
  if (!addresses.data) return <Waiting />;
  const drop = (address: AddressView) => {
    const { id, ...again } = address;
    remove.mutate(id, {
      onSuccess: () =>
        toast(say('store.removed'), {
          label: say('store.undo'),
          run: () => keep.mutate({ id: null, address: again }),
        }),
      onError: () => toast(say('store.notTaken')),
    });
  };
  return (
    <>
      <Bar title={say('store.addresses')} />
      {addresses.data.length === 0 && <p className="card quiet">{say('store.noAddress')}</p>}
      {addresses.data.map((address) => (
        <section className="card" key={address.id}>
          <p style={{ margin: 0 }}>
            <b>{address.recipient}</b> <span className="quiet">{address.phone}</span>{' '}
            {address.isDefault && <span className="mark">{say('store.default')}</span>}
          </p>
          <p className="small">
            {address.region} {address.street}
          </p>
          <div className="chips">
            <button type="button" className="button button-small" onClick={() => setOpen(address)}>
              {say('store.change')}
            </button>
            <button type="button" className="button button-small" onClick={() => drop(address)}>
              {say('store.remove')}
            </button>
          </div>
        </section>
      ))}
      <p style={{ padding: '0 10px' }}>
        <button type="button" className="button button-main button-wide" onClick={() => setOpen('new')}>
          {say('store.addAddress')}
        </button>
      </p>
      {open && (
        <AddressForm
          address={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onKept={() => setOpen(null)}
        />
      )}
    </>
  );
}
