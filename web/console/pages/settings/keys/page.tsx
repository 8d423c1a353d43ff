import { useSay } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { PageFrame } from '../page-frame.tsx';
import { ApiKeys } from './api-keys.tsx';
import { WriteKeys } from './write-keys.tsx';

/** Keys for programs that ask (API keys) and for sources that send events (write keys). */
export function Page() {
  const say = useSay();
  const mayWrite = useScope().may('keys:write');
  return (
    <PageFrame title={say('keys.title')} text={say('keys.text')}>
      {mayWrite ? (
        <>
          <ApiKeys />
          <WriteKeys />
        </>
      ) : (
        <EmptyState title={say('keys.forbidden')} text={say('keys.forbiddenText')} />
      )}
    </PageFrame>
  );
}
