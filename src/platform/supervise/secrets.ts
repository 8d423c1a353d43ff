import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export type Secrets = {
  /** Role passwords, sign-in tokens and the keys of personal data are derived from it. */
  readonly instanceSecret: string;
  readonly columnarPassword: string;
};

const newSecret = () => randomBytes(32).toString('base64url');

/** Generates the secrets of the instance once; only this user can read them. */
export function keepSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = { instanceSecret: newSecret(), columnarPassword: newSecret() };
  writeFileSync(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
  return secrets;
}
