import { hash } from 'node:crypto';
import type { Columnar } from '#platform/columnar';
import type { ServeRow } from './serve-log.ts';

/** The batch is named by its content, so that a second try after a lost answer inserts nothing. */
export async function writeServes(columnar: Columnar, rows: readonly ServeRow[]): Promise<void> {
  const text = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
  await columnar.insert('feed_serves', Buffer.from(text), hash('sha256', text, 'hex'));
}
