import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  continueTraceparent,
  currentTraceparent,
  openLogFile,
  terminalLine,
  withTraceparent,
} from './index.ts';

test('a log file turns over by size and keeps a bounded number of old ones', () => {
  const folder = mkdtempSync(join(tmpdir(), 'meadow-log-'));
  const file = openLogFile(join(folder, 'logs', 'server.log'), 100, 3);
  for (let line = 0; line < 40; line += 1) file.write(`line ${line} ${'x'.repeat(20)}`);
  file.close();
  expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['server.log', 'server.log.1', 'server.log.2']);
  expect(readFileSync(join(folder, 'logs', 'server.log'), 'utf8')).toContain('line 39');
  rmSync(folder, { recursive: true });
});

test('people see what is said to them, warnings and errors, and nothing else', () => {
  expect(terminalLine('{"level":"info","say":true,"msg":"Ready."}')).toBe('Ready.');
  expect(terminalLine('{"level":"info","msg":"request"}')).toBeNull();
  expect(terminalLine('{"level":"error","name":"server","msg":"relay","err":{"message":"gone"}}')).toBe(
    'error (server) relay: gone',
  );
  expect(terminalLine('not json')).toBeNull();
});

test('a trace goes on under a new span, and a broken one begins anew', async () => {
  const given = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  expect(continueTraceparent(given)).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
  expect(continueTraceparent('nonsense')).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  await withTraceparent(given, async () => {
    await Promise.resolve();
    expect(currentTraceparent()).toBe(given);
  });
  expect(currentTraceparent()).toBeUndefined();
});
