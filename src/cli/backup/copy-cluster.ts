import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';

/** Files that only mean something to the running server; PostgreSQL's own base backup leaves them out too. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts', 'backup_label', 'tablespace_map']);
/** Folders that are copied empty, for the same reason. */
const emptied = new Set([
  'pg_replslot',
  'pg_stat_tmp',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_subtrans',
  'pg_wal',
]);

/**
 * Copies a running cluster (PostgreSQL manual, "Making a base backup using the low level API"): between start
 * and stop the files may change under the copy, because the log kept since the start repairs them on the first
 * start of the copy. The temporary slot holds that log until the session ends.
 */
export async function copyCluster(client: pg.Client, cluster: string, target: string): Promise<void> {
  await client.query(
    "SELECT pg_create_physical_replication_slot('meadow_backup_' || pg_backend_pid(), true, true)",
  );
  await client.query("SELECT pg_backup_start('meadow', fast => true)");
  await copyFolder(cluster, target, '');
  const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
    'SELECT labelfile, spcmapfile FROM pg_backup_stop(wait_for_archive => false)',
  );
  await writeFile(join(target, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 });
  for (const name of await readdir(join(cluster, 'pg_wal')))
    if (/^[0-9A-F]{24}$/.test(name) || name.endsWith('.history'))
      await copyOne(join(cluster, 'pg_wal', name), join(target, 'pg_wal', name));
}

async function copyFolder(source: string, target: string, path: string): Promise<void> {
  await mkdir(join(target, path), { recursive: true, mode: 0o700 });
  for (const entry of await readdir(join(source, path), { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (leftOut.has(inner) || entry.name.startsWith('pgsql_tmp')) continue;
    if (entry.isDirectory()) {
      if (emptied.has(inner)) await mkdirWithChildren(source, target, inner);
      else await copyFolder(source, target, inner);
    } else if (entry.isFile()) await copyOne(join(source, inner), join(target, inner));
  }
}

/** `pg_wal` keeps its own folders (archive_status, summaries), or the copy would not start. */
async function mkdirWithChildren(source: string, target: string, path: string): Promise<void> {
  await mkdir(join(target, path), { mode: 0o700 });
  if (path !== 'pg_wal') return;
  for (const entry of await readdir(join(source, path), { withFileTypes: true }))
    if (entry.isDirectory()) await mkdir(join(target, path, entry.name), { mode: 0o700 });
}

/** A table dropped during the copy takes its file along; the log knows that it is gone. */
async function copyOne(source: string, target: string): Promise<void> {
  try {
    await copyFile(source, target, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
