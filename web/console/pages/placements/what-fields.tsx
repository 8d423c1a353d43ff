import { bannerTitleMax, bannerTones } from '#traffic/contract';
import { ChoiceField } from '../../../ui/form/choice-field.tsx';
import { TextField } from '../../../ui/form/text-field.tsx';
import type { useForm } from '../../../ui/form/use-form.ts';
import { useSay } from '../../../ui/language/language.tsx';
import { useScope } from '../../../ui/shell/scope.tsx';
import { ContentPicker } from './content-picker.tsx';
import type { PlacementDraft } from './placement-draft.ts';

type Props = {
  readonly form: ReturnType<typeof useForm<PlacementDraft>>;
  /** Told of what was chosen, to name the placement by. */
  readonly onNamed: (label: string) => void;
};

/** What is shown: a video in the feed, or a banner with its words, its colour and where it leads. */
export function WhatFields({ form, onNamed }: Props) {
  const say = useSay();
  const { structure, may } = useScope();
  const { values, set, errors, idOf } = form;
  const isBanner = values.kind === 'banner';
  const what = isBanner ? values.leadsTo : 'video';
  const links = (['product', 'video', 'shop'] as const).filter(
    (one) => one !== 'product' || may('products:read'),
  );
  return (
    <>
      {isBanner ? (
        <>
          <TextField
            id={idOf('title')}
            label={say('slots.bannerTitle')}
            value={values.title}
            error={errors.title}
            maxLength={bannerTitleMax}
            placeholder={say('slots.bannerTitleExample')}
            help={say('slots.bannerTitleHelp')}
            onChange={(text) => set('title', text)}
          />
          <div className="form-row">
            <ChoiceField
              id={idOf('leadsTo')}
              label={say('slots.leadsTo')}
              value={values.leadsTo}
              options={links.map((value) => ({ value, label: say(`slots.leadsTo.${value}`) }))}
              onChange={(leadsTo) => set('leadsTo', leadsTo)}
            />
            <ChoiceField
              id={idOf('tone')}
              label={say('slots.tone')}
              value={values.tone}
              options={bannerTones.map((value) => ({ value, label: say(`slots.tone.${value}`) }))}
              onChange={(tone) => set('tone', tone)}
            />
          </div>
        </>
      ) : null}
      {what === 'shop' ? (
        <ChoiceField
          id={idOf('shopId')}
          label={say('slots.shop')}
          value={values.shopId}
          error={errors.shopId}
          options={structure.shops
            .filter(({ archived }) => !archived)
            .map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(shopId) => set('shopId', shopId)}
        />
      ) : (
        <ContentPicker
          key={what}
          id={idOf(what === 'video' ? 'videoId' : 'productId')}
          of={what}
          value={what === 'video' ? values.videoId : values.productId}
          error={what === 'video' ? errors.videoId : errors.productId}
          onChoose={(id, label) => {
            set(what === 'video' ? 'videoId' : 'productId', id);
            onNamed(label);
          }}
        />
      )}
    </>
  );
}
