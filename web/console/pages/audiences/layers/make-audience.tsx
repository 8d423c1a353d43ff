import { Button } from '@douyinfe/semi-ui-19';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { AudienceCreate, AudienceView, LayersAnswer } from '#audiences/contract';
import { noSearch } from '../../../../ui/address/no-search.ts';
import { request } from '../../../../ui/api/request.ts';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import type { LayerName, useLayersAddress } from './use-layers.ts';

type Props = {
  readonly answer: LayersAnswer;
  readonly layer: Exclude<LayerName, 'silent'>;
  readonly asked: ReturnType<typeof useLayersAddress>['asked'];
};

/** Makes a live audience of a layer: whoever stands in it at the end of the last whole day. */
export function MakeAudience({ answer, layer, asked }: Props) {
  const say = useSay();
  const { structure } = useScope();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { view, periodDays } = answer;
  const holder = [...structure.brands, ...structure.shops].find(
    ({ id }) => id === (asked.shopId ?? asked.brandId),
  );
  const parts = [
    say(`layers.name.${layer}`),
    ...(view === 'layers' ? [say('layers.days', { days: periodDays })] : []),
    ...(holder ? [holder.name] : []),
  ];
  const make = useMutation({
    mutationFn: () => {
      const body: AudienceCreate = {
        // The longest name that an audience may have.
        name: parts.join(' · ').slice(0, 120),
        note: '',
        kind: 'live',
        rule: {
          kind: 'layer',
          view,
          // O-5A looks back over its own days whatever the period.
          periodDays: periodDays === 7 || periodDays === 90 ? periodDays : 30,
          brandId: asked.brandId ?? null,
          shopId: asked.shopId ?? null,
          in: [layer],
        },
      };
      return request<AudienceView>('/api/audiences', { body });
    },
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['audiences'] });
      await navigate({ to: `/audiences/list/${id}`, search: noSearch });
    },
  });
  return (
    <div className="explain-actions">
      <Button theme="solid" loading={make.isPending} onClick={() => make.mutate()}>
        {say('layers.makeAudience')}
      </Button>
      <p className="quiet">{say('layers.makeAudienceText')}</p>
      <FormFailure error={make.error} />
    </div>
  );
}
