import { Navigate, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
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
  const location = useLocation();
  const session = useSession();
  const organization = session.data?.organization ?? null;
  if (session.data === null) {
    const next = `${location.pathname}${location.searchStr}`;
    return <Navigate to="/sign-in" replace search={{ next } as never} />;
  }
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
