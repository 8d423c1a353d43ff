import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '#platform/config';
import { StartRefused } from '#platform/supervise';
import type { Verb } from '../verbs.ts';
import { isArchive, unpack } from './archive.ts';
import { restoreBackup } from './restore-backup.ts';

export const verb: Verb = {
  summary: 'Fill an empty data folder from a backup.',
  usage: 'restore <folder or file.tar.gz>',
  run: async ([source]) => {
    if (!source || !existsSync(source))
      throw new StartRefused('Which backup? For example: npm run meadow -- restore ./backup');
    const config = readConfig();
    const path = resolve(source);
    const unpacked = isArchive(path) ? mkdtempSync(join(tmpdir(), 'meadow-restore-')) : null;
    try {
      if (unpacked) unpack(path, unpacked);
      await restoreBackup(unpacked ?? path, config);
    } finally {
      if (unpacked) rmSync(unpacked, { recursive: true, force: true });
    }
    console.log(`Restored into ${config.dataDir}. Start it with: npm start`);
    return 0;
  },
};
