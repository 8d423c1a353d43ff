import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { newId, parseId, showId } from '#kernel/ids';
import { createOrganizationWithOwner, newToken } from '#organisations';
import type { Records } from '#platform/records';

/** What the first start leaves for whoever may read the data folder: enough to sign in without a person. */
export type DemoAccess = {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  readonly organizationId: string;
  readonly apiKey: string;
  readonly writeKey: string;
};

/** The demo trades in China, as the closed tools that it stands beside do. */
const demoOrganization = {
  name: '草木野 Meadow Group',
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  simulated: true,
};

/**
 * Makes the demo organisation with its owner and keys, once, and keeps how to reach it in `demo.json` (mode
 * 600). The file is written before the database is: a start killed in between finds its ids and keys again.
 */
export async function firstStart(records: Records, dataDir: string, url: string): Promise<DemoAccess> {
  const file = join(dataDir, 'demo.json');
  const known = existsSync(file) ? (JSON.parse(await readFile(file, 'utf8')) as DemoAccess) : null;
  const apiKey = newToken('apiKey', known ? keyMaterial(known.apiKey) : randomBytes(32));
  const serverWriteKey = newToken('serverWriteKey', known ? keyMaterial(known.writeKey) : randomBytes(32));
  const access: DemoAccess = {
    url,
    email: known?.email ?? 'demo@meadow.example',
    password: known?.password ?? randomBytes(12).toString('base64url'),
    organizationId: known?.organizationId ?? showId('organization', newId('organization')),
    apiKey: apiKey.secret,
    writeKey: serverWriteKey.secret,
  };
  if (!known || known.url !== url) await keepPrivately(file, access);
  const id = parseId('organization', access.organizationId);
  if (!id)
    throw new Error(`${file} names an organisation that is no id: remove the file to make a new demo.`);
  const owner = { email: access.email, name: 'Demo', password: access.password, isOperator: true };
  await createOrganizationWithOwner(records, { organization: { id, ...demoOrganization } }, owner, {
    apiKey,
    serverWriteKey,
  });
  return access;
}

/** The random part of a token of ours: after the prefix, 43 letters of base64url. */
function keyMaterial(secret: string): Buffer {
  return Buffer.from(secret.slice(secret.indexOf('_') + 1).slice(0, 43), 'base64url');
}

async function keepPrivately(file: string, access: DemoAccess): Promise<void> {
  const partial = `${file}.partial`;
  const handle = await open(partial, 'w', 0o600);
  await handle.writeFile(`${JSON.stringify(access, null, 2)}\n`);
  await handle.sync();
  await handle.close();
  await rename(partial, file);
}
