import type { ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from './error-state.tsx';

/** A bug in a page leaves the navigation standing; the page can be tried again. */
export function PageCrash({ error, reset }: ErrorComponentProps) {
  return <ErrorState error={error} onRetry={reset} page />;
}
