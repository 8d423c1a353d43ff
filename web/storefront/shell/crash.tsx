import type { ErrorComponentProps } from '@tanstack/react-router';
import { ApiProblem } from '../../ui/api/request.ts';
import { Failure } from '../ui/states.tsx';

/** What browsers say when a part of the pages did not come: no bug, but no network or a newer version. */
const notLoaded = /import(?:ing|ed) (?:a )?module|preload CSS/i;

/** A page that does not open: what is safe, and a way on. */
export function Crash({ error, reset }: ErrorComponentProps) {
  if (!(error instanceof Error && notLoaded.test(error.message)))
    return <Failure error={error} again={reset} />;
  const unreachable = new ApiProblem({ code: 'unreachable', status: 0, title: '', detail: '' });
  return <Failure error={unreachable} again={() => window.location.reload()} />;
}
