import { expect, test } from 'vitest';
import {
  ConfigRefused,
  describeSettings,
  environment,
  readConfig,
  readServerConfig,
  settings,
} from './index.ts';

test('an empty environment is a whole configuration with the embedded stores', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 4600, host: '127.0.0.1', databaseUrl: null, clickhouseUrl: null });
  expect(config.publicUrl).toBe('http://localhost:4600');
});

test('every wrong variable is named in a sentence of its own', () => {
  const read = () => readConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://x', MEADOW_DEMO: 'maybe' });
  expect(read).toThrow(ConfigRefused);
  expect(read).toThrow(
    /PORT must be a number\.\nMEADOW_DEMO must be full, small or none\.\nDATABASE_URL must look like postgresql/,
  );
});

test('a variable set to nothing counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', MEADOW_INSTANCE_SECRET: '' })).toMatchObject({
    databaseUrl: null,
    instanceSecret: null,
  });
});

test('the server says what it misses when it is started alone', () => {
  expect(() => readServerConfig({})).toThrow(
    /MEADOW_RECORDS_URL[\s\S]*MEADOW_COLUMNAR_URL[\s\S]*MEADOW_INSTANCE_SECRET/,
  );
});

test('every variable has a meaning, and no secret is ever shown', () => {
  expect(settings.map(({ name }) => name)).toEqual(Object.keys(environment.shape));
  const shown = describeSettings({ DATABASE_URL: 'postgresql://u:hidden@h/d', PORT: '1' });
  expect(JSON.stringify(shown)).not.toContain('hidden');
  expect(shown.find(({ name }) => name === 'PORT')?.value).toBe('1');
});
