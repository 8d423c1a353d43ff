import { type FormEvent, useState } from 'react';
import { ApiProblem } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { Sheet } from '../ui/sheet.tsx';
import type { AddressInput, AddressView } from './address.ts';
import { useKeepAddress } from './use-addresses.ts';

type Props = {
  readonly address: AddressView | null;
  readonly onClose: () => void;
  readonly onKept: (address: AddressView) => void;
};

const fields = [
  { name: 'recipient', autoComplete: 'name', mode: 'text' },
  { name: 'phone', autoComplete: 'tel', mode: 'tel' },
  { name: 'region', autoComplete: 'address-level1', mode: 'text' },
  { name: 'street', autoComplete: 'street-address', mode: 'text' },
] as const;

export function AddressForm({ address, onClose, onKept }: Props) {
  const say = useSay();
  const keep = useKeepAddress();
  const [values, setValues] = useState<AddressInput>({
    recipient: address?.recipient ?? '',
    phone: address?.phone ?? '',
    region: address?.region ?? '',
    street: address?.street ?? '',
    isDefault: address?.isDefault ?? true,
  });
  const complaints = new Map(
    keep.error instanceof ApiProblem
      ? (keep.error.document.errors ?? []).map(({ field, detail }) => [field, detail])
      : [],
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    keep.mutate({ id: address?.id ?? null, address: values }, { onSuccess: onKept });
  };
  return (
    <Sheet
      title={say(address ? 'store.changeAddress' : 'store.addAddress')}
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
            checked={values.isDefault ?? false}
            onChange={(event) => setValues({ ...values, isDefault: event.target.checked })}
          />
          {say('store.address.isDefault')}
        </label>
        {keep.error && complaints.size === 0 && (
          <p className="form-error" role="alert">
            {say('store.notTaken')}
          </p>
        )}
      </form>
    </Sheet>
  );
}
