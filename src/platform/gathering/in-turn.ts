/**
 * Lets calls of one work happen one after the other, each beginning when the one before has ended, however it ended:
 * what was read earlier and arrives late never covers what was read later. Who waits for a call has waited for all
 * before it.
 */
export function inTurn<Args extends readonly unknown[], Answer>(
  work: (...args: Args) => Promise<Answer>,
): (...args: Args) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (...args) => {
    const own = last.catch(() => undefined).then(() => work(...args));
    last = own;
    return own;
  };
}
