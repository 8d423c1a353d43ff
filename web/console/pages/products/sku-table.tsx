import { IconChevronDown, IconChevronUp, IconDelete, IconPlus } from '@douyinfe/semi-icons';
import { Button, Input } from '@douyinfe/semi-ui-19';
import { useSay } from '../../../ui/language/language.tsx';
import { emptySku, type SkuComplaint, type SkuDraft } from './sku-drafts.ts';

type Props = {
  readonly id: string;
  readonly currency: string;
  readonly skus: readonly SkuDraft[];
  readonly complaints: ReadonlyMap<string, SkuComplaint>;
  readonly error: string | undefined;
  readonly mayWrite: boolean;
  readonly onChange: (skus: readonly SkuDraft[]) => void;
};

const fields = ['name', 'code', 'price', 'listPrice', 'cost'] as const;

/** The SKUs of a product as rows to type in: what tells them apart, their codes, prices and first stock. */
export function SkuTable({ id, currency, skus, complaints, error, mayWrite, onChange }: Props) {
  const say = useSay();
  const set = (key: string, part: Partial<SkuDraft>) =>
    onChange(skus.map((sku) => (sku.key === key ? { ...sku, ...part } : sku)));
  const move = (at: number, to: number) =>
    onChange(skus.toSpliced(at, 1).toSpliced(to, 0, skus[at] as SkuDraft));
  return (
    <fieldset className="skus" id={id} tabIndex={-1}>
      <legend>{say('products.skus')}</legend>
      {skus.map((sku, at) => {
        const wrong = complaints.get(sku.key);
        return (
          <div key={sku.key} className="sku">
            {fields.map((field) => (
              <label key={field} htmlFor={`${sku.key}-${field}`}>
                <span>
                  {say(`products.sku.${field}`)}
                  {field === 'name' || field === 'code' ? '' : ` (${currency})`}
                </span>
                <Input
                  id={`${sku.key}-${field}`}
                  value={sku[field]}
                  disabled={!mayWrite || (field === 'code' && sku.stock === null)}
                  inputMode={field === 'name' || field === 'code' ? 'text' : 'decimal'}
                  maxLength={field === 'code' ? 200 : 120}
                  validateStatus={
                    wrong === field || (wrong === 'twice' && field === 'code') ? 'error' : 'default'
                  }
                  onChange={(value) => set(sku.key, { [field]: value })}
                />
              </label>
            ))}
            {sku.stock === null ? null : (
              <label htmlFor={`${sku.key}-stock`}>
                <span>{say('products.sku.stock')}</span>
                <Input
                  id={`${sku.key}-stock`}
                  value={sku.stock}
                  inputMode="numeric"
                  disabled={!mayWrite}
                  validateStatus={wrong === 'stock' ? 'error' : 'default'}
                  onChange={(value) => set(sku.key, { stock: value })}
                />
              </label>
            )}
            {mayWrite ? (
              <span className="sku-acts">
                <button
                  type="button"
                  className="m-plain"
                  aria-label={say('products.skuUp', { count: at + 1 })}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  <IconChevronUp />
                </button>
                <button
                  type="button"
                  className="m-plain"
                  aria-label={say('products.skuDown', { count: at + 1 })}
                  disabled={at === skus.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  <IconChevronDown />
                </button>
                <button
                  type="button"
                  className="m-plain"
                  aria-label={say('products.skuRemove', { count: at + 1 })}
                  onClick={() => onChange(skus.filter(({ key }) => key !== sku.key))}
                >
                  <IconDelete />
                </button>
              </span>
            ) : null}
            {wrong ? (
              <p className="field-error" role="alert">
                {say(`products.skuWrong.${wrong}`)}
              </p>
            ) : null}
          </div>
        );
      })}
      {error ? <p className="field-error">{error}</p> : null}
      {mayWrite ? (
        <div>
          <Button icon={<IconPlus />} onClick={() => onChange([...skus, emptySku()])}>
            {say('products.skuAdd')}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
