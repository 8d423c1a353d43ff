import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { MarketProductView } from '#shop/contract';
import { request } from '../../../../ui/api/request.ts';
import { Dialog } from '../../../../ui/form/dialog.tsx';
import { Field } from '../../../../ui/form/field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { ReviewTag } from '../../products/product-tags.tsx';
import { usePriceText } from '../../products/use-price-text.ts';

type Props = { readonly product: MarketProductView; readonly onClose: () => void };

/** One product of the market: what shoppers see of it, and the one act of whoever runs the market. */
export function MarketProductDialog({ product, onClose }: Props) {
  const say = useSay();
  const price = usePriceText();
  return (
    <Dialog title={product.name} onClose={onClose}>
      <div className="form">
        <div className="product-standing">
          {product.picture ? <img className="market-picture" src={product.picture} alt="" /> : null}
          <span className={`product-tag product-tag-${product.shelf}`}>
            {say(`products.shelf.${product.shelf}`)}
          </span>
          <ReviewTag review={product.review} />
        </div>
        <p className="form-text">
          {product.organizationName} · {product.shopName} · {price(product)}
        </p>
        {product.shelf === 'online' ? (
          <a href={`/p/${product.id}`} target="_blank" rel="noreferrer">
            {say('market.asShopper')}
          </a>
        ) : null}
        {product.review === 'banned' ? (
          <LiftBan product={product} onClose={onClose} />
        ) : (
          <BanForm product={product} onClose={onClose} />
        )}
      </div>
    </Dialog>
  );
}

/** The shop reads the reason, so there is no ban without one. */
function BanForm({ product, onClose }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => ({ reason: reason.trim() === '' ? 'market.reasonNeeded' : undefined }),
    send: async ({ reason }) => {
      await request(`/api/products/${product.id}/ban`, { body: { reason: reason.trim() } });
      await client.invalidateQueries({ queryKey: ['market-products'] });
      Toast.success(say('market.banned', { name: product.name }));
    },
  });
  return (
    <form
      className="form"
      noValidate
      onSubmit={(event) => void form.submit(event).then((done) => (done ? onClose() : undefined))}
    >
      <Field
        id={form.idOf('reason')}
        label={say('market.reason')}
        help={say('market.reasonHelp')}
        error={form.errors.reason}
      >
        <TextArea
          id={form.idOf('reason')}
          autosize={{ minRows: 2, maxRows: 6 }}
          maxLength={500}
          aria-describedby={`${form.idOf('reason')}-note`}
          placeholder={say('market.reasonExample')}
          value={form.values.reason}
          onChange={(value) => form.set('reason', value)}
        />
      </Field>
      <FormFailure error={form.failure} />
      <div className="form-actions">
        <Button onClick={onClose}>{say('form.cancel')}</Button>
        <Button htmlType="submit" theme="solid" type="danger" loading={form.busy}>
          {say('market.ban')}
        </Button>
      </div>
    </form>
  );
}

function LiftBan({ product, onClose }: Props) {
  const say = useSay();
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const lift = async () => {
    setBusy(true);
    setFailure(null);
    try {
      await request(`/api/products/${product.id}/lift-ban`, { method: 'POST' });
      await client.invalidateQueries({ queryKey: ['market-products'] });
      Toast.success(say('market.lifted', { name: product.name }));
      onClose();
    } catch (error) {
      setFailure(error);
      setBusy(false);
    }
  };
  return (
    <>
      <div className="product-reasons" role="status">
        <strong>{say('market.bannedBecause')}</strong> {product.reviewNote}
      </div>
      <p className="form-text">{say('market.liftText')}</p>
      <FormFailure error={failure} />
      <div className="form-actions">
        <Button onClick={onClose}>{say('form.cancel')}</Button>
        <Button theme="solid" loading={busy} onClick={() => void lift()}>
          {say('market.lift')}
        </Button>
      </div>
    </>
  );
}
