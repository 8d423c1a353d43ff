import { useState } from 'react';
import type { AddressView } from '#shop/contract';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { AddressForm } from './address-form.tsx';
import { useAddresses, useRemoveAddress } from './use-addresses.ts';

export function AddressesPage() {
  const say = useSay();
  const toast = useToast();
  const addresses = useAddresses();
  const remove = useRemoveAddress();
  const [open, setOpen] = useState<{ readonly id: string | null } | null>(null);
  if (addresses.error && !addresses.data)
    return <PageFailure error={addresses.error} again={() => void addresses.refetch()} />;
  if (!addresses.data) return <PageWaiting />;
  // The list is masked, so what is removed cannot be put back from here: it asks first.
  const drop = ({ id, recipient }: AddressView) => {
    if (window.confirm(say('store.removeAddress', { name: recipient })))
      remove.mutate(id, { onError: () => toast(say('store.notTaken')) });
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
            <button type="button" className="button button-small" onClick={() => setOpen({ id: address.id })}>
              {say('store.change')}
            </button>
            <button type="button" className="button button-small" onClick={() => drop(address)}>
              {say('store.remove')}
            </button>
          </div>
        </section>
      ))}
      <p style={{ padding: '0 10px' }}>
        <button
          type="button"
          className="button button-main button-wide"
          onClick={() => setOpen({ id: null })}
        >
          {say('store.addAddress')}
        </button>
      </p>
      {open && <AddressForm id={open.id} onClose={() => setOpen(null)} onKept={() => setOpen(null)} />}
    </>
  );
}
