import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken } from '#organisations';
import { openRecords } from '#platform/records';

const launcher = join(import.meta.dirname, '..', '..', 'scripts', 'meadow.mjs');

/** Starts Meadow as a user does, without a demo. */
export function launch(dataDir: string, port: number): ChildProcess {
  const { MEADOW_TEST_RECORDS_URL: _, ...environment } = process.env;
  const child = spawn(process.execPath, [launcher, 'start'], {
    env: { ...environment, PORT: String(port), MEADOW_DATA_DIR: dataDir, MEADOW_DEMO: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Whoever wants to know what it says listens too; unread, the pipe would fill and stop it.
  child.stdout?.resume();
  return child;
}

/** Ctrl-C goes to a whole terminal; one process is told by SIGTERM. */
export async function stopLauncher(meadow: ChildProcess): Promise<void> {
  if (meadow.exitCode !== null || meadow.signalCode !== null) return;
  meadow.kill('SIGTERM');
  await new Promise((resolve) => meadow.once('exit', resolve));
}

/** An organisation with one shop and a key of each kind, written as the first start would. */
export async function foundTenant(recordsUrl: string, dataDir: string) {
  const { instanceSecret } = JSON.parse(readFileSync(join(dataDir, 'secrets.json'), 'utf8')) as {
    instanceSecret: string;
  };
  const records = openRecords({ adminUrl: recordsUrl, instanceSecret });
  const apiKey = newToken('apiKey');
  const serverWriteKey = newToken('serverWriteKey');
  const organizationId = newId('organization');
  await createOrganizationWithOwner(
    records,
    {
      organization: { id: organizationId, name: 'Storm', zone: 'Asia/Shanghai', currency: 'CNY' },
      brands: [{ name: 'Storm', shops: [{ name: 'Storm' }] }],
    },
    { email: 'storm@test.example', name: 'Storm', password: 'a password in a storm', isOperator: false },
    { apiKey, serverWriteKey },
  );
  await records.close();
  return { organizationId, apiKey: apiKey.secret, writeKey: serverWriteKey.secret };
}
