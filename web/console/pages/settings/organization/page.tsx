import { Button } from '@douyinfe/semi-ui-19';
import { useQueryClient } from '@tanstack/react-query';
import type { OrganizationView } from '#organisations/contract';
import { request } from '../../../../ui/api/request.ts';
import { ChoiceField } from '../../../../ui/form/choice-field.tsx';
import { CopyButton } from '../../../../ui/form/copy-button.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { TextField } from '../../../../ui/form/text-field.tsx';
import { useUndoToast } from '../../../../ui/form/undo-toast.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { PageFrame } from '../page-frame.tsx';
import { zoneOptions } from '../zones.ts';
import { SmallestAudience } from './smallest-audience.tsx';

/** The organisation's name and zone, and how few people may be looked into. */
export function Page() {
  const { say, language } = useLanguage();
  const { organization, may } = useScope();
  const client = useQueryClient();
  const toast = useUndoToast();
  const mayChange = may('structure:write');
  const save = async (change: { name: string; zone: string }) => {
    await request<OrganizationView>(`/api/organizations/${organization.id}`, {
      method: 'PATCH',
      body: change,
    });
    await client.invalidateQueries({ queryKey: ['session'] });
  };
  const form = useForm({
    initial: { name: organization.name, zone: organization.zone },
    check: ({ name }) => ({ name: name.trim() ? undefined : 'form.required' }),
    send: async (values) => {
      const before = { name: organization.name, zone: organization.zone };
      await save(values);
      toast(say('form.saved'), async () => {
        await save(before);
        form.reset(before);
      });
    },
  });
  const changed = form.values.name !== organization.name || form.values.zone !== organization.zone;
  return (
    <PageFrame title={say('organization.title')} text={say('organization.text')}>
      <section className="card settings-narrow">
        <form className="form" onSubmit={form.submit}>
          <TextField
            id={form.idOf('name')}
            label={say('organization.name')}
            maxLength={120}
            disabled={!mayChange}
            value={form.values.name}
            error={form.errors.name}
            onChange={(value) => form.set('name', value)}
          />
          <ChoiceField
            id={form.idOf('zone')}
            label={say('organization.zone')}
            help={say('organization.zoneHelp')}
            disabled={!mayChange}
            options={zoneOptions(organization.zone)}
            value={form.values.zone}
            error={form.errors.zone}
            onChange={(value) => form.set('zone', value)}
          />
          <FormFailure error={form.failure} />
          {mayChange ? (
            <div className="form-actions form-start">
              <Button htmlType="submit" theme="solid" loading={form.busy} disabled={!changed}>
                {say('form.save')}
              </Button>
            </div>
          ) : (
            <p className="form-text">{say('settings.forbidden')}</p>
          )}
        </form>
      </section>
      {may('audiences:read') ? <SmallestAudience /> : null}
      <section className="card settings-narrow">
        <dl className="facts">
          <dt>{say('organization.currency')}</dt>
          <dd>
            {organization.currency}
            <div className="row-note">{say('organization.currencyHelp')}</div>
          </dd>
          <dt>{say('organization.id')}</dt>
          <dd>
            <span className="row-item row-flat">
              <code className="mono">{organization.id}</code>
              <CopyButton text={organization.id} />
            </span>
            <div className="row-note">
              {say('organization.idHelp')}{' '}
              {say('organization.since', {
                when: instantText(organization.createdAt, organization.zone, language),
              })}{' '}
              {organization.simulated ? say('organization.simulated') : null}
            </div>
          </dd>
        </dl>
      </section>
    </PageFrame>
  );
}
