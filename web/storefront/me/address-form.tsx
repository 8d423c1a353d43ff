import { type FormEvent, useState } from 'react';
import type { AddressCreate, AddressView } from '#shop/contract';
import { useSay } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Failure, Waiting } from '../ui/states.tsx';
import { useFieldTexts, useRefusalText } from '../ui/use-refusal-text.ts';
import { useKeepAddress, useWholeAddress } from './use-addresses.ts';

type Props = {
  /** The one to change; null for a new one. */
  readonly id: string | null;
  readonly onClose: () => void;
  readonly onKept: (address: AddressView) => void;
};

const fields = [
  { name: 'recipient', autoComplete: 'name', mode: 'text' },
  { name: 'phone', autoComplete: 'tel', mode: 'tel' },
  { name: 'region', autoComplete: 'address-level1', mode: 'text' },
  { name: 'street', autoComplete: 'street-address', mode: 'text' },
] as const;

const blank: AddressCreate = { recipient: '', phone: '', region: '', street: '', isDefault: true };

export function AddressForm(props: Props) {
  const say = useSay();
  const whole = useWholeAddress(props.id);
  if (props.id === null || whole.data) return <Fields {...props} address={whole.data ?? blank} />;
  return (
    <Sheet title={say('store.changeAddress')} onClose={props.onClose}>
      {whole.error ? <Failure error={whole.error} again={() => void whole.refetch()} /> : <Waiting />}
    </Sheet>
  );
}

function Fields({ id, address, onClose, onKept }: Props & { readonly address: AddressCreate }) {
  const say = useSay();
  const keep = useKeepAddress();
  const [values, setValues] = useState<AddressCreate>({
    recipient: address.recipient,
    phone: address.phone,
    region: address.region,
    street: address.street,
    isDefault: address.isDefault,
  });
  const complaints = useFieldTexts()(keep.error);
  const refusalText = useRefusalText();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate({ id, address: values }, { onSuccess: onKept });
  };
  return (
    <Sheet
      title={say(id === null ? 'store.addAddress' : 'store.changeAddress')}
      onClose={onClose}
      foot={
        <button
          type="submit"
          form="address"
          className="button button-main button-wide"
          disabled={keep.isPending}
        >
          {say('store.keepAddress')}
        </button>
      }
    >
      <form id="address" onSubmit={submit}>
        {fields.map(({ name, autoComplete, mode }) => (
          <label className="field" key={name}>
            <span>{say(`store.address.${name}`)}</span>
            <input
              required
              value={values[name]}
              inputMode={mode}
              autoComplete={autoComplete}
              aria-invalid={complaints.has(name)}
              onChange={(event) => setValues({ ...values, [name]: event.target.value })}
            />
            {complaints.has(name) && <p className="field-error">{complaints.get(name)}</p>}
          </label>
        ))}
        <label className="row" style={{ justifyContent: 'flex-start' }}>
          <input
            type="checkbox"
            checked={values.isDefault}
            onChange={(event) => setValues({ ...values, isDefault: event.target.checked })}
          />
          {say('store.address.isDefault')}
        </label>
        {keep.error && complaints.size === 0 && (
          <p className="form-error" role="alert">
            {refusalText(keep.error)}
          </p>
        )}
      </form>
    </Sheet>
  );
}
