import { Checkbox } from '@douyinfe/semi-ui-19';
import type { CouponView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { FormDialog } from '../../../ui/form/form-dialog.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ProductPicker } from '../videos/product-picker.tsx';
import { bodyOf, type CouponDraft, complaintsOf, draftOf, newDraft } from './coupon-draft.ts';
import { TermsFields } from './terms-fields.tsx';
import { TimeFields } from './time-fields.tsx';
import { useCouponsChanged } from './use-coupon-acts.ts';
import { WhomFields } from './whom-fields.tsx';
import '../videos/videos.css';

export type CouponFormState = ReturnType<typeof useForm<CouponDraft>>;

type Props = {
  /** A draft to change; null for a new one. */
  readonly coupon: CouponView | null;
  readonly onSaved: (coupon: CouponView) => void;
  readonly onClose: () => void;
};

/** What a coupon is worth, for what, when and for whom. It is a draft until it is opened. */
export function CouponForm({ coupon, onSaved, onClose }: Props) {
  const say = useSay();
  const { structure } = useScope();
  const changed = useCouponsChanged();
  // Coupons are used at the checkout here, so shops that sell here come first.
  const shops = structure.shops
    .filter(({ archived }) => !archived)
    .toSorted((a, b) => Number(b.platform === 'meadow') - Number(a.platform === 'meadow'));
  const currencyOf = (shopId: string) =>
    coupon?.currency ?? shops.find(({ id }) => id === shopId)?.currency ?? 'CNY';
  const form = useForm<CouponDraft>({
    ...(coupon ? {} : { draft: 'coupon' }),
    initial: coupon ? draftOf(coupon, Date.now()) : newDraft(shops[0]?.id ?? '', Date.now()),
    check: (draft) => complaintsOf(draft, currencyOf(draft.shopId)),
    send: async (draft) => {
      const body = bodyOf(draft, currencyOf(draft.shopId));
      const saved = coupon
        ? await request<CouponView>(`/api/coupons/${coupon.id}`, {
            method: 'PUT',
            body: { ...body, version: coupon.version },
          })
        : await request<CouponView>('/api/coupons', { body: { ...body, shopId: draft.shopId } });
      await changed(saved);
      onSaved(saved);
    },
  });
  const { values, set, errors, idOf } = form;
  return (
    <FormDialog
      title={say(coupon ? 'coupons.edit' : 'coupons.add')}
      form={form}
      action={say('coupons.saveDraft')}
      stays
      onClose={onClose}
    >
      {coupon === null && shops.length > 1 ? (
        <ChoiceField
          id={idOf('shopId')}
          label={say('order.shop')}
          value={values.shopId}
          options={shops.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(shopId) => {
            set('shopId', shopId);
            set('productIds', []);
          }}
        />
      ) : null}
      <TextField
        id={idOf('name')}
        label={say('coupons.name')}
        value={values.name}
        error={errors.name}
        maxLength={60}
        placeholder={say('coupons.namePlaceholder')}
        help={say('coupons.nameHelp')}
        onChange={(name) => set('name', name)}
      />
      <TermsFields form={form} currency={currencyOf(values.shopId)} />
      <ChoiceField
        id={idOf('scope')}
        label={say('coupons.scope')}
        value={values.scope}
        options={(['shop', 'products'] as const).map((value) => ({
          value,
          label: say(`coupon.scope.${value}`),
        }))}
        onChange={(scope) => set('scope', scope)}
      />
      {values.scope === 'products' ? (
        <ProductPicker
          id={idOf('productIds')}
          value={values.productIds}
          error={errors.productIds}
          shopId={values.shopId}
          help={say('coupons.productsHelp')}
          onChange={(ids) => set('productIds', ids)}
        />
      ) : null}
      <TimeFields form={form} />
      <WhomFields form={form} />
      <Checkbox checked={values.granted} onChange={({ target }) => set('granted', target.checked === true)}>
        {say('coupons.granted')}
      </Checkbox>
      <p className="form-text">{say('coupons.draftText')}</p>
    </FormDialog>
  );
}
