import { z } from 'zod';

/** One environment variable: what it accepts, what it means, and whether its value may be shown. */
export type Setting = {
  readonly name: string;
  readonly meaning: string;
  readonly isSecret?: boolean;
  /** Set by the supervisor for the processes it starts; nobody needs to set it by hand. */
  readonly isInternal?: boolean;
};

const empty = z.literal('').transform(() => undefined);
const url = (protocol: RegExp, example: string) =>
  empty.or(z.url({ protocol, error: `must look like ${example}` })).optional();
const wholeNumber = (min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a number' })
    .int({ error: 'must be a whole number' })
    .min(min, { error: `must be at least ${min}` })
    .max(max, { error: `must be at most ${max}` });

/** Every variable that Meadow reads, parsed once. Unknown variables of the environment are ignored. */
export const environment = z.object({
  PORT: wholeNumber(1, 65_535).default(4600),
  HOST: z.string().default('127.0.0.1'),
  MEADOW_DATA_DIR: z.string().min(1).default('.meadow'),
  MEADOW_PUBLIC_URL: url(/^https?$/, 'https://growth.example.com'),
  MEADOW_DEMO: z.enum(['full', 'small', 'none'], { error: 'must be full, small or none' }).default('full'),
  MEADOW_DEMO_PACE: z.enum(['gentle', 'off'], { error: 'must be gentle or off' }).default('gentle'),
  MEADOW_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
  MEADOW_COLUMNAR_MEMORY_MB: wholeNumber(256, 1_000_000).optional(),
  DATABASE_URL: url(/^postgres(?:ql)?$/, 'postgresql://user:password@host:5432/meadow'),
  CLICKHOUSE_URL: url(/^https?$/, 'http://user:password@host:8123'),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, { error: 'must be a plain name' })
    .default('meadow'),
  MEADOW_MAIL_URL: url(/^smtps?$/, 'smtp://user:password@host:587'),
  MEADOW_WEBHOOKS: z.enum(['public', 'anywhere'], { error: 'must be public or anywhere' }).default('public'),
  MEADOW_INSTANCE_SECRET: empty
    .or(z.string().min(32, { error: 'must have 32 characters or more' }))
    .optional(),
  MEADOW_RECORDS_URL: url(/^postgres(?:ql)?$/, 'postgresql://…'),
  MEADOW_COLUMNAR_URL: url(/^https?$/, 'http://…'),
  MEADOW_WEB_DIR: z.string().optional(),
});

export type Environment = z.infer<typeof environment>;

export const settings: readonly (Setting & { readonly name: keyof Environment })[] = [
  { name: 'PORT', meaning: 'Port of the storefront, the console and the API.' },
  { name: 'HOST', meaning: 'Address to listen on; 0.0.0.0 lets other machines in.' },
  { name: 'MEADOW_DATA_DIR', meaning: 'Folder of everything Meadow keeps.' },
  { name: 'MEADOW_PUBLIC_URL', meaning: 'Address people type, when a proxy stands in front.' },
  { name: 'MEADOW_DEMO', meaning: 'Demo world of the first start: full, small or none.' },
  { name: 'MEADOW_DEMO_PACE', meaning: 'Simulated shoppers in a full demo while it runs: gentle or off.' },
  { name: 'MEADOW_LOG_LEVEL', meaning: 'Least level that is logged: debug, info, warn, error.' },
  {
    name: 'MEADOW_COLUMNAR_MEMORY_MB',
    meaning:
      'Memory the embedded columnar store may take; a quarter of the machine, at most 2 GB, if not set.',
  },
  {
    name: 'DATABASE_URL',
    meaning: 'A PostgreSQL 15 or later instead of the embedded one; its role needs CREATEROLE.',
    isSecret: true,
  },
  { name: 'CLICKHOUSE_URL', meaning: 'A ClickHouse instead of the embedded columnar store.', isSecret: true },
  { name: 'CLICKHOUSE_DATABASE', meaning: 'Database within the columnar store.' },
  {
    name: 'MEADOW_MAIL_URL',
    meaning: 'Server that sends invitations and password resets; without it they are shown in the log.',
    isSecret: true,
  },
  {
    name: 'MEADOW_WEBHOOKS',
    meaning:
      'Where webhooks may lead: public addresses by HTTPS only, or anywhere, this machine and its networks included.',
  },
  {
    name: 'MEADOW_INSTANCE_SECRET',
    meaning: 'Secret that keys are derived from; generated into the data folder if not set.',
    isSecret: true,
  },
  { name: 'MEADOW_RECORDS_URL', meaning: 'Records the server works on.', isSecret: true, isInternal: true },
  {
    name: 'MEADOW_COLUMNAR_URL',
    meaning: 'Columnar store the server works on.',
    isSecret: true,
    isInternal: true,
  },
  { name: 'MEADOW_WEB_DIR', meaning: 'Folder of the built pages.', isInternal: true },
];
