/** One thing to do from the command line. `run` answers the exit code; a refusal is thrown as one sentence. */
export type Verb = {
  readonly summary: string;
  readonly usage: string;
  /** For whoever works on the repository itself: not shown among the others. */
  readonly isInternal?: true;
  readonly run: (args: readonly string[]) => Promise<number>;
};

/** Each verb is a file of this folder, loaded only when it is used. */
export const verbs: Readonly<Record<string, () => Promise<{ readonly verb: Verb }>>> = {
  start: () => import('./start/start.ts'),
  doctor: () => import('./doctor/doctor.ts'),
  backup: () => import('./backup/backup.ts'),
  restore: () => import('./backup/restore.ts'),
  demo: () => import('./demo.ts'),
  import: () => import('./import/import.ts'),
  simulate: () => import('./simulate.ts'),
  bench: () => import('./bench/bench.ts'),
  run: () => import('./run.ts'),
};
