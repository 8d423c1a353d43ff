import { parseArgs } from 'node:util';
import type { ImportStart } from '#shop/contract';

export type ImportArguments = {
  readonly file: string;
  readonly kind: 'orders' | 'events';
  /** Name or id of the shop the orders belong to. */
  readonly shop: string | null;
  readonly start: ImportStart;
};

export const usage = 'import FILE --as orders|events';

/** Reads the command line, or answers the sentence that says what is wrong with it. */
export function readArguments(args: readonly string[]): ImportArguments | string {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return `${(error as Error).message.split('. ')[0]}. Usage: ${usage}`;
  }
  const { values, positionals } = parsed;
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) return `Name one file. Usage: ${usage}`;
  if (values.as !== 'orders' && values.as !== 'events')
    return `Say --as orders or --as events. Usage: ${usage}`;
  const order = values['date-order'];
  if (order !== undefined && order !== 'day' && order !== 'month')
    return 'Say --date-order day or --date-order month: which comes first?';
  const mapping: Record<string, string> = {};
  for (const pair of values.map ?? []) {
    const at = pair.indexOf('=');
    if (at < 1) return `--map wants field=column, such as --map "customer_id=Customer No", not "${pair}".`;
    mapping[pair.slice(0, at)] = pair.slice(at + 1);
  }
  return {
    file,
    kind: values.as,
    shop: values.shop ?? null,
    start: {
      mapping,
      options: {
        ...(values.currency ? { currency: values.currency.toUpperCase() } : {}),
        ...(values.zone ? { zone: values.zone } : {}),
        ...(order ? { dateOrder: order === 'day' ? 'day_first' : 'month_first' } : {}),
      },
    },
  };
}

const parse = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      as: { type: 'string' },
      shop: { type: 'string' },
      currency: { type: 'string' },
      zone: { type: 'string' },
      'date-order': { type: 'string' },
      map: { type: 'string', multiple: true },
    },
  });
