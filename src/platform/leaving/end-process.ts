/**
 * Ends this process, for certain. `process.exit` may wait for ever on a thread of the compiler that waits for it in
 * turn (nodejs/node#54918); a supervisor would kill it in the end, but not one that was killed itself. So a supervised
 * process tells those who listen for its end and kills itself; its exit code means nothing to anybody.
 */
export function endProcess(code: number): void {
  if (process.env.MEADOW_SUPERVISED !== '1') process.exit(code);
  process.emit('exit', code);
  process.kill(process.pid, 'SIGKILL');
}
