import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useLiveRefresh } from '../api/live.ts';
import { useSession, useStructure } from '../api/session.ts';
import { useSay } from '../language/language.tsx';
import { EmptyState } from '../state/empty-state.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { ShellSkeleton } from '../state/skeletons.tsx';
import { ScopeProvider } from './scope.tsx';

/** Lets nobody past who is not signed in, and comes back here after signing in. */
export function SignedIn({ children }: { children: ReactNode }) {
  const say = useSay();
  const session = useSession();
  const organization = session.data?.organization ?? null;
  if (session.data === null) return <ToSignIn />;
  if (!session.data) {
    return session.error ? (
      <ErrorState error={session.error} onRetry={session.refetch} page />
    ) : (
      <ShellSkeleton />
    );
  }
  if (!organization) {
    return <EmptyState title={say('shell.noOrganization')} text={say('shell.noOrganizationText')} page />;
  }
  return (
    <WithStructure session={session.data} organization={organization}>
      {children}
    </WithStructure>
  );
}

/**
 * Leaves for the sign-in page, once. While that page is being loaded the address is already its own: read again,
 * it would name itself as the place to come back to, and so on for ever.
 */
function ToSignIn() {
  const location = useLocation();
  const [address] = useState(() => ({ next: `${location.pathname}${location.searchStr}` }));
  const navigate = useNavigate();
  useEffect(() => {
    void navigate({ to: '/sign-in', replace: true, search: address as never });
  }, [navigate, address]);
  return <ShellSkeleton />;
}

type Props = Omit<Parameters<typeof ScopeProvider>[0], 'structure'>;

function WithStructure({ children, ...rest }: Props) {
  const structure = useStructure();
  useLiveRefresh(true);
  if (!structure.data) {
    return structure.error ? (
      <ErrorState error={structure.error} onRetry={structure.refetch} page />
    ) : (
      <ShellSkeleton />
    );
  }
  return (
    <ScopeProvider {...rest} structure={structure.data}>
      {children}
    </ScopeProvider>
  );
}
