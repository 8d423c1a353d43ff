import { PageLink } from '../../../../ui/address/page-link.tsx';
import { ApiProblem } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';

type Props = { readonly error: unknown; readonly onRetry: () => unknown };

/** Too few people is no fault: it says how few may be looked into, and leads to larger ones. */
export function PortraitFailure({ error, onRetry }: Props) {
  const say = useSay();
  if (!(error instanceof ApiProblem) || error.code !== 'audience_too_small')
    return <ErrorState error={error} onRetry={onRetry} page />;
  const smallest = error.document.values?.smallest ?? '';
  return (
    <EmptyState
      title={say('portrait.tooSmall')}
      text={say('portrait.tooSmallText', { smallest: String(smallest) })}
      action={
        <PageLink to="/audiences/list" className="m-button">
          {say('audiences.toList')}
        </PageLink>
      }
      page
    />
  );
}
