import { useQuery } from '@tanstack/react-query';
import type { DeliveryView, WebhookSecretView } from '#audiences/contract';
import { PageLink } from '../../../../ui/address/page-link.tsx';
import { request } from '../../../../ui/api/request.ts';
import { CopyButton } from '../../../../ui/form/copy-button.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { groupPlaces } from '../deliveries/group-places.ts';

/** Who is delivered, who is kept out, and where it can be used. */
export function Facts({ delivery }: { readonly delivery: DeliveryView }) {
  const { say, language } = useLanguage();
  const { may, organization } = useScope();
  const people = (value: number) =>
    fullNumber(value, { unit: 'people', currency: organization.currency, language });
  const { audience, target, file } = delivery;
  const place = groupPlaces.find(({ purpose }) => purpose === target);
  return (
    <section className="card" aria-label={say('deliveries.facts')}>
      <header className="card-head">
        <h2>{say('deliveries.facts')}</h2>
      </header>
      <dl className="dlv-facts">
        <dt>{say('deliveries.audience')}</dt>
        <dd>
          <PageLink to={`/audiences/list/${audience.id}`}>{audience.name}</PageLink>
        </dd>
        <dt>{say('deliveries.people')}</dt>
        <dd className="number">{people(delivery.people)}</dd>
        <dt>{say('deliveries.heldOut')}</dt>
        <dd className="number">
          {people(delivery.heldOut)} ({delivery.holdOutPercent} %)
        </dd>
        <dt>{say('deliveries.createdAt')}</dt>
        <dd>
          <Moment at={delivery.createdAt} /> {delivery.madeBy}
        </dd>
        {delivery.withdrawnAt ? (
          <>
            <dt>{say('deliveries.withdrawnAt')}</dt>
            <dd>
              <Moment at={delivery.withdrawnAt} />
            </dd>
          </>
        ) : null}
        {file ? (
          <>
            <dt>{say('deliveries.file')}</dt>
            <dd>
              {!file.isThere ? (
                say('deliveries.fileGone')
              ) : (
                <>
                  {may('audiences:write') ? (
                    <a href={`/api/audience-deliveries/${delivery.id}/file`} download>
                      {say('deliveries.download')}
                    </a>
                  ) : null}{' '}
                  {say('deliveries.fileRows', { rows: people(file.rows) })} · {say('deliveries.expires')}{' '}
                  <Moment at={file.expiresAt} />
                  {delivery.people > file.rows ? (
                    <p className="form-text">
                      {say('deliveries.fileWithout', { people: people(delivery.people - file.rows) })}
                    </p>
                  ) : null}
                </>
              )}
            </dd>
          </>
        ) : null}
        {delivery.url ? (
          <>
            <dt>{say('deliveries.url')}</dt>
            <dd>{delivery.url}</dd>
            <dt>{say('deliveries.waiting')}</dt>
            <dd className="number">{delivery.waiting}</dd>
            {delivery.untold > 0 ? (
              <>
                <dt>{say('deliveries.untold')}</dt>
                <dd>
                  <span className="number">{people(delivery.untold)}</span>
                  <p className="form-text">{say('deliveries.untoldText')}</p>
                </dd>
              </>
            ) : null}
          </>
        ) : null}
      </dl>
      {place && delivery.state === 'active' ? (
        <p className="form-text">
          {say(`deliveries.useText.${place.purpose}`)}{' '}
          {may(place.permission) ? (
            <PageLink to={place.path}>{say(`deliveries.use.${place.purpose}`)}</PageLink>
          ) : null}
        </p>
      ) : null}
      {target === 'webhook' && may('audiences:write') ? <Secret id={delivery.id} /> : null}
    </section>
  );
}

/** The key by which the other side knows that a request is ours; shown when asked for. */
function Secret({ id }: { readonly id: string }) {
  const { say } = useLanguage();
  const secret = useQuery({
    queryKey: ['audiences', 'secret', id],
    enabled: false,
    queryFn: ({ signal }) => request<WebhookSecretView>(`/api/audience-deliveries/${id}/secret`, { signal }),
  });
  return (
    <>
      <p className="form-text">{say('deliveries.secretText')}</p>
      {secret.data ? (
        <p>
          <code>{secret.data.secret}</code> <CopyButton text={secret.data.secret} />
        </p>
      ) : (
        <p>
          <button type="button" className="aud-quiet" onClick={() => void secret.refetch()}>
            {say('deliveries.secretShow')}
          </button>{' '}
          {secret.error ? <span role="alert">{say('deliveries.secretFailed')}</span> : null}
        </p>
      )}
    </>
  );
}
