import type { PlanChoices } from '#ads/contract';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import type { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { shortNumber } from '../../../../ui/metric/number-text.ts';
import type { PlanDraft } from './plan-draft.ts';

type Props = {
  readonly form: ReturnType<typeof useForm<PlanDraft>>;
  readonly choices: PlanChoices['items'];
};

/** What to show: a product on the shelf, and one of the published videos that show it. */
export function StepProduct({ form, choices }: Props) {
  const { say, language } = useLanguage();
  const { values, set } = form;
  const chosen = choices.find(({ product }) => product.id === values.productId);
  const options = choices.map(({ product }) => ({
    value: product.id,
    label: [
      product.name,
      product.price === null
        ? ''
        : shortNumber(product.price, { unit: 'money', currency: product.currency, language }),
      product.shopName,
    ]
      .filter(Boolean)
      .join(' · '),
  }));
  return (
    <>
      <ChoiceField
        id={form.idOf('productId')}
        label={say('ads.product')}
        value={chosen ? values.productId : null}
        options={options}
        onChange={(productId) => {
          set('productId', productId);
          set('videoId', choices.find(({ product }) => product.id === productId)?.videos[0]?.id ?? '');
        }}
      />
      <fieldset className="ads-videos">
        <legend>{say('ads.video')}</legend>
        {chosen?.videos.map((video) => (
          <label key={video.id} className="ads-video">
            <input
              type="radio"
              name="video"
              checked={values.videoId === video.id}
              onChange={() => set('videoId', video.id)}
            />
            {video.poster ? (
              <img src={video.poster} alt="" />
            ) : (
              <span className="ads-video-none" aria-hidden />
            )}
            <span>{video.title}</span>
          </label>
        ))}
        {form.errors.videoId ? (
          <p className="field-error" role="alert">
            {form.errors.videoId}
          </p>
        ) : null}
      </fieldset>
    </>
  );
}
