/** `npm run generate`: migrates a scratch PostgreSQL and writes `database.ts` from it. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startRecordsProcess } from '../records-process/index.ts';
import { generateTypes } from './generate-types.ts';
import { migrateRecords } from './migrate.ts';

const folder = await mkdtemp(join(tmpdir(), 'meadow-generate-'));
await chmod(folder, 0o755);
const server = await startRecordsProcess({ dataDir: join(folder, 'records') });
try {
  await migrateRecords(server.adminUrl, 'only for generating types');
  await writeFile(join(import.meta.dirname, 'database.ts'), await generateTypes(server.adminUrl));
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
