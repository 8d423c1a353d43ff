import { ApiProblem } from '../api/request.ts';
import type { MessageKey } from '../language/messages.ts';

export type ProblemText = {
  readonly what: MessageKey;
  readonly todo: MessageKey;
  readonly code: string;
  readonly detail: string;
  /** Since when a store is away, in ms of the epoch; null where that is not known. */
  readonly sinceMs: number | null;
};

const known: Readonly<Record<string, { what: MessageKey; todo: MessageKey }>> = {
  unreachable: { what: 'problem.unreachable', todo: 'problem.unreachableTodo' },
  columnar_unavailable: { what: 'problem.columnar', todo: 'problem.columnarTodo' },
  disk_full: { what: 'problem.disk', todo: 'problem.diskTodo' },
  records_unavailable: { what: 'problem.records', todo: 'problem.recordsTodo' },
  forbidden: { what: 'problem.forbidden', todo: 'problem.forbiddenTodo' },
  not_found: { what: 'problem.notFound', todo: 'problem.notFoundTodo' },
  several_currencies: { what: 'problem.currencies', todo: 'problem.currenciesTodo' },
  too_many_requests: { what: 'problem.tooMany', todo: 'problem.tooManyTodo' },
};

/** What happened, what to do, and the code to tell support; unknown codes keep the server's own sentence. */
export function problemText(error: unknown): ProblemText {
  if (!(error instanceof ApiProblem)) {
    return {
      what: 'problem.page',
      todo: 'problem.pageTodo',
      code: 'page',
      detail: String(error),
      sinceMs: null,
    };
  }
  const texts =
    known[error.code] ??
    (error.status >= 500
      ? { what: 'problem.server' as const, todo: 'problem.serverTodo' as const }
      : { what: 'problem.refused' as const, todo: 'problem.refusedTodo' as const });
  const { since } = error.document;
  return {
    ...texts,
    code: error.code,
    detail: known[error.code] ? '' : error.document.detail,
    sinceMs: since === undefined ? null : Date.parse(since),
  };
}
