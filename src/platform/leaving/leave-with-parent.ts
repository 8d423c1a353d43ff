import { spawn } from 'node:child_process';
import { endProcess } from './end-process.ts';

/**
 * For a process the supervisor started: calls `shutdown` once when it is told to end (SIGTERM, SIGINT) or when
 * the pipe from its parent closes, which is how it learns that the parent was killed.
 */
export function leaveWithParent(shutdown: () => Promise<void>, patienceMs = 10_000): void {
  let isLeaving = false;
  const leave = () => {
    if (isLeaving) return;
    isLeaving = true;
    setTimeout(() => endProcess(1), patienceMs).unref();
    shutdown().then(
      () => endProcess(0),
      (error) => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
        endProcess(1);
      },
    );
  };
  // Nobody is left to kill an orphan that is stuck on its way out, so it leaves somebody behind who does.
  const leaveAlone = () => {
    if (isLeaving) return;
    const seconds = Math.ceil(patienceMs / 1_000) + 2;
    spawn('/bin/sh', ['-c', `sleep ${seconds}; kill -9 ${process.pid} 2>/dev/null`], {
      cwd: '/',
      detached: true,
      stdio: 'ignore',
    }).unref();
    leave();
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  // Without a supervisor, in a container say, stdin may be closed from the beginning and means nothing.
  if (process.env.MEADOW_SUPERVISED === '1')
    process.stdin.on('end', leaveAlone).on('error', leaveAlone).resume();
}
