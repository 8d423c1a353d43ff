import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { copiesOf, instanceIn } from './columnar-away.ts';
import { foundTenant, launch, stopLauncher } from './instance.ts';
import { importState, orderFile, startImport } from './order-file.ts';
import { sendForever } from './senders.ts';
import { openSmallDisk } from './small-disk.ts';
import { freePort, pause, until } from './waiting.ts';

const disk = openSmallDisk(800);
afterAll(() => disk?.remove());
if (disk === null) console.log('This user may not mount a small disk: the test of a full one is skipped.');

it.skipIf(disk === null)(
  'a full disk is told in one sentence, loses nothing and goes on when there is room',
  {
    timeout: 900_000,
  },
  async () => {
    if (disk === null) return;
    const dataDir = join(disk.folder, 'data');
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const meadow = launch(dataDir, port);
    let said = '';
    meadow.stdout?.on('data', (text) => {
      said += String(text);
    });
    let sender: ReturnType<typeof sendForever> | undefined;
    try {
      await until(
        'the instance is ready',
        async () => (await fetch(`${url}/readyz`)).ok && instanceIn(dataDir).pid > 0,
      );
      const tenant = await foundTenant(instanceIn(dataDir).recordsUrl, dataDir);
      const sending = sendForever(url, tenant.writeKey, 'Full Tick');
      sender = sending;
      await until('events are acknowledged', async () => sending.acknowledgedNow() > 100);

      const makeRoom = disk.fill();
      await until('events are refused', async () => sending.refusedNow() > 5);
      // The file itself, or the word of it, has no place: neither is a bug.
      const upload = await fetch(`${url}/api/imports?kind=orders&fileName=full.csv`, {
        method: 'POST',
        headers: { authorization: `Bearer ${tenant.apiKey}`, 'content-type': 'application/octet-stream' },
        body: orderFile(5_000, () => '2026-03-01').text,
      });
      expect(await upload.json()).toMatchObject({ status: 503, code: 'disk_full' });
      await until('it is said', async () => said.includes('is full'));
      await pause(3_000);
      makeRoom();

      const before = sending.acknowledgedNow();
      await until('events are taken again', async () => sending.acknowledgedNow() > before + 100);
      const { acknowledged, answers } = await sending.finish();
      const importId = await startImport(url, tenant.apiKey, orderFile(100, () => '2026-03-01').text);
      await until(
        'orders come in again',
        async () => (await importState(url, tenant.apiKey, importId)) === 'done',
      );

      console.log('A full disk:', { acknowledged: acknowledged.size, answers });
      console.log(said);
      expect(said.match(/The disk of .* is full/g)).toHaveLength(1);
      expect(Object.keys(answers).sort()).toEqual(['200', '503']);
      const copies = await copiesOf('Full Tick', dataDir);
      expect([...acknowledged].filter((id) => copies.get(id) !== 1)).toEqual([]);
      expect(copies.size).toBe(acknowledged.size);
    } finally {
      sender?.abandon();
      await stopLauncher(meadow);
    }
  },
);
