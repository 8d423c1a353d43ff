import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { StartRefused } from '#platform/supervise';
import type { Verb } from './verbs.ts';

/** For scripts of the repository, such as the generator of database types. */
export const verb: Verb = {
  summary: 'Run a TypeScript file of the repository under the pinned Node.',
  usage: 'run <file.ts>',
  isInternal: true,
  run: async ([file]) => {
    if (!file)
      throw new StartRefused(
        'Which file? For example: npm run meadow -- run src/platform/records/write-types.ts',
      );
    await import(pathToFileURL(resolve(file)).href);
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  },
};
