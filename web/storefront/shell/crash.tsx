import type { ErrorComponentProps } from '@tanstack/react-router';
import { Failure } from '../ui/states.tsx';

/** A bug of a page: what is safe, and a way on. */
export function Crash({ error, reset }: ErrorComponentProps) {
  return <Failure error={error} again={reset} />;
}
