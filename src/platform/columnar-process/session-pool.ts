import type { Session } from 'chdb';
import { ColumnarException } from './exception.ts';
import { literal } from './statement.ts';

/** One chDB session works through its queries one after the other, so several share the data folder. */
export type PooledSession = {
  readonly session: Session;
  /** Written to `log_comment`, by which KILL QUERY finds what this session is doing. */
  readonly mark: string;
  database: string;
  /** Settings the last user changed; the next one puts them back first. */
  changed: string[];
  /** Parameters cannot be unset in a session, so one that still holds a foreign value is replaced. */
  readonly parameters: Set<string>;
};

type Waiter = { readonly give: (session: PooledSession) => void; readonly refuse: (why: Error) => void };

/** Waiting longer than this for a free session helps nobody: the caller has given up by then. */
const waitersMax = 1_000;
let sessionsOpened = 0;

export class SessionPool {
  readonly #open: () => Session;
  readonly #base: Readonly<Record<string, string>>;
  readonly #idle: PooledSession[] = [];
  readonly #waiting: Waiter[] = [];

  constructor(size: number, base: Readonly<Record<string, string>>, open: () => Session) {
    this.#open = open;
    this.#base = base;
    for (let opened = 0; opened < size; opened += 1) this.#idle.push(this.#create());
  }

  #create(): PooledSession {
    sessionsOpened += 1;
    const mark = `session-${sessionsOpened}`;
    const session = this.#open();
    session.query(`SET ${assignments({ ...this.#base, log_comment: mark })}`);
    return { session, mark, database: 'default', changed: [], parameters: new Set() };
  }

  /** The next free session; `left` withdraws the wish when the client has gone. */
  take(left: AbortSignal): Promise<PooledSession> {
    const free = this.#idle.pop();
    if (free) return Promise.resolve(free);
    if (this.#waiting.length >= waitersMax)
      return Promise.reject(
        new ColumnarException(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', 'Too many queries wait'),
      );
    return new Promise((give, refuse) => {
      const waiter: Waiter = { give, refuse };
      this.#waiting.push(waiter);
      left.addEventListener('abort', () => {
        const at = this.#waiting.indexOf(waiter);
        if (at >= 0) this.#waiting.splice(at, 1);
        refuse(new ColumnarException(394, 'QUERY_WAS_CANCELLED', 'The client left'));
      });
    });
  }

  giveBack(used: PooledSession): void {
    const next = this.#waiting.shift();
    if (next) next.give(used);
    else this.#idle.push(used);
  }

  /** A new session in place of one whose state can no longer be put back. */
  replace(spoilt: PooledSession): PooledSession {
    spoilt.session.close();
    return this.#create();
  }

  /** Statement that puts back what the last user of the session changed. */
  undo(used: PooledSession): string {
    if (used.changed.length === 0) return '';
    const values = used.changed.map(
      (name) => `${name} = ${name in this.#base ? literal(this.#base[name] ?? '') : 'DEFAULT'}`,
    );
    return `SET ${values.join(', ')}; `;
  }

  close(): void {
    for (const idle of this.#idle) idle.session.close();
  }
}

export const assignments = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${literal(value)}`)
    .join(', ');
