import { Button } from '@douyinfe/semi-ui-19';
import { useMutation } from '@tanstack/react-query';
import type { RecipientView } from '#shop/contract';
import { request } from '../../../ui/api/request.ts';
import { CopyButton } from '../../../ui/form/copy-button.tsx';
import { FormFailure } from '../../../ui/form/form-failure.tsx';
import { useLanguage } from '../../../ui/language/language.tsx';

/** Who the parcel goes to: hidden until somebody asks, and every look is in the audit log. */
export function Recipient({ orderId }: { orderId: string }) {
  const { say } = useLanguage();
  const reveal = useMutation({
    mutationFn: () =>
      request<RecipientView>(`/api/orders/${encodeURIComponent(orderId)}/recipient`, { method: 'POST' }),
  });
  const shown = reveal.data;
  return (
    <section className="explain order-recipient">
      <h3>{say('orders.recipient')}</h3>
      {shown ? (
        <div className="order-recipient-shown">
          <address>
            <strong>
              {shown.recipient} {shown.phone}
            </strong>
            <br />
            {shown.region} {shown.street}
          </address>
          <CopyButton text={`${shown.recipient} ${shown.phone} ${shown.region} ${shown.street}`} />
        </div>
      ) : (
        <>
          <p className="quiet">{say('orders.recipientText')}</p>
          <Button loading={reveal.isPending} onClick={() => reveal.mutate()}>
            {say('orders.reveal')}
          </Button>
          <FormFailure error={reveal.error} />
        </>
      )}
    </section>
  );
}
