/**
 * For a process the supervisor started: calls `shutdown` once when it is told to end (SIGTERM, SIGINT) or when
 * the pipe from its parent closes, which is how it learns that the parent was killed.
 */
export function leaveWithParent(shutdown: () => Promise<void>, patienceMs = 10_000): void {
  let isLeaving = false;
  const leave = () => {
    if (isLeaving) return;
    isLeaving = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    shutdown().then(
      () => process.exit(0),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  // Without a supervisor, in a container say, stdin may be closed from the beginning and means nothing.
  if (process.env.MEADOW_SUPERVISED === '1') process.stdin.on('end', leave).on('error', leave).resume();
}
