import { useState } from 'react';
import type { AddressView } from '#shop/contract';
import { useSay } from '../../ui/language/language.tsx';
import { Bar } from '../ui/bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { PageFailure, PageWaiting } from '../ui/states.tsx';
import { useToast } from '../ui/toast.tsx';
import { AddressForm } from './address-form.tsx';
import { useAddresses, useRemoveAddress } from './use-addresses.ts';

export function AddressesPage() {
  const say = useSay();
  const toast = useToast();
  const addresses = useAddresses();
  const remove = useRemoveAddress();
  // The list is masked, so what is removed cannot be put back from here: it asks first.
  const [dropping, setDropping] = useState<AddressView | null>(null);
  const [open, setOpen] = useState<{ readonly id: string | null } | null>(null);
  if (addresses.error && !addresses.data)
    return <PageFailure error={addresses.error} again={() => void addresses.refetch()} />;
  if (!addresses.data) return <PageWaiting />;
  const drop = ({ id }: AddressView) => {
    setDropping(null);
    remove.mutate(id, {
      onSuccess: () => toast(say('store.removed')),
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
            <button type="button" className="button button-small" onClick={() => setOpen({ id: address.id })}>
              {say('store.change')}
            </button>
            <button type="button" className="button button-small" onClick={() => setDropping(address)}>
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
      {dropping && (
        <Sheet
          title={say('store.removeAddress', { name: dropping.recipient })}
          onClose={() => setDropping(null)}
          foot={
            <button type="button" className="button button-main button-wide" onClick={() => drop(dropping)}>
              {say('store.remove')}
            </button>
          }
        >
          <p className="quiet">
            {dropping.region} {dropping.street}
          </p>
        </Sheet>
      )}
      {open && <AddressForm id={open.id} onClose={() => setOpen(null)} onKept={() => setOpen(null)} />}
    </>
  );
}
