import { resolve } from 'node:path';
import { environment, settings } from './settings.ts';

export type Config = {
  readonly port: number;
  readonly host: string;
  /** Where people reach the instance. */
  readonly publicUrl: string;
  readonly dataDir: string;
  /** Demo world that a first start loads. */
  readonly demo: 'full' | 'small' | 'none';
  /** Whether simulated shoppers live in a full demo while it runs. */
  readonly demoPace: 'gentle' | 'off';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly columnarMemoryBytesMax: number | null;
  /** Null means: the embedded store. */
  readonly databaseUrl: string | null;
  readonly clickhouseUrl: string | null;
  readonly clickhouseDatabase: string;
  readonly mailUrl: string | null;
  /** Whether webhooks may lead to this machine and private networks. */
  readonly allowPrivateWebhooks: boolean;
  readonly instanceSecret: string | null;
};

/** What the server process needs besides; the supervisor sets it, or an operator who runs servers alone. */
export type ServerConfig = Config & {
  readonly recordsUrl: string;
  readonly columnarUrl: string;
  readonly instanceSecret: string;
  /** Folder of the built pages. */
  readonly webDir: string;
  /** Whoever started the server builds the pages meanwhile, or has built them. */
  readonly pagesAreComing: boolean;
};

/** Thrown with one sentence per variable that cannot be used, for people to read. */
export class ConfigRefused extends Error {
  readonly complaints: readonly string[];

  constructor(complaints: readonly string[]) {
    super(complaints.join('\n'));
    this.name = 'ConfigRefused';
    this.complaints = complaints;
  }
}

type Variables = Readonly<Record<string, string | undefined>>;

export function readConfig(variables: Variables = process.env): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    throw new ConfigRefused(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`));
  const set = parsed.data;
  return {
    port: set.PORT,
    host: set.HOST,
    publicUrl: (set.MEADOW_PUBLIC_URL ?? `http://localhost:${set.PORT}`).replace(/\/$/, ''),
    dataDir: resolve(set.MEADOW_DATA_DIR),
    demo: set.MEADOW_DEMO,
    demoPace: set.MEADOW_DEMO_PACE,
    logLevel: set.MEADOW_LOG_LEVEL,
    columnarMemoryBytesMax: set.MEADOW_COLUMNAR_MEMORY_MB ? set.MEADOW_COLUMNAR_MEMORY_MB * 2 ** 20 : null,
    databaseUrl: set.DATABASE_URL ?? null,
    clickhouseUrl: set.CLICKHOUSE_URL ?? null,
    clickhouseDatabase: set.CLICKHOUSE_DATABASE,
    mailUrl: set.MEADOW_MAIL_URL ?? null,
    allowPrivateWebhooks: set.MEADOW_WEBHOOKS === 'anywhere',
    instanceSecret: set.MEADOW_INSTANCE_SECRET ?? null,
  };
}

export function readServerConfig(variables: Variables = process.env): ServerConfig {
  const config = readConfig(variables);
  const recordsUrl = variables.MEADOW_RECORDS_URL ?? config.databaseUrl;
  const columnarUrl = variables.MEADOW_COLUMNAR_URL ?? config.clickhouseUrl;
  const missing = [
    !recordsUrl && 'Neither MEADOW_RECORDS_URL nor DATABASE_URL is set; "npm start" sets the first.',
    !columnarUrl && 'Neither MEADOW_COLUMNAR_URL nor CLICKHOUSE_URL is set; "npm start" sets the first.',
    !config.instanceSecret && 'MEADOW_INSTANCE_SECRET is not set; "npm start" generates one.',
  ].filter((complaint) => typeof complaint === 'string');
  if (!recordsUrl || !columnarUrl || !config.instanceSecret) throw new ConfigRefused(missing);
  const webDir = variables.MEADOW_WEB_DIR ?? resolve(config.dataDir, 'web');
  const pagesAreComing = variables.MEADOW_PAGES_ARE_COMING === '1';
  return {
    ...config,
    recordsUrl,
    columnarUrl,
    instanceSecret: config.instanceSecret,
    webDir,
    pagesAreComing,
  };
}

/** Each variable with its meaning and what it is set to, secrets hidden, for `doctor` and the docs. */
export function describeSettings(variables: Variables = process.env) {
  return settings
    .filter((setting) => !setting.isInternal)
    .map(({ name, meaning, isSecret }) => {
      const value = variables[name];
      return {
        name,
        meaning,
        value: value === undefined || value === '' ? null : isSecret ? '(set)' : value,
      };
    });
}
