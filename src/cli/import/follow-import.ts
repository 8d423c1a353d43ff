import { toDecimal } from '#kernel/money';
import type { ImportView } from '#shop/contract';
import { type ImportClient, ServerAway } from './import-client.ts';

const askAgainMs = 500;
const patienceMs = 120_000;

/** Shows an import's progress until it ends; one line that is rewritten on a terminal, a line every so often elsewhere. */
export async function followImport(client: ImportClient, id: string): Promise<ImportView> {
  const isTerminal = process.stdout.isTTY === true;
  let shown = '';
  for (;;) {
    const view = await patiently(() => client.get<ImportView>(`/api/imports/${id}`));
    const line = progressLine(view);
    if (isTerminal) process.stdout.write(`\r\x1b[2K${line}`);
    else if (line.slice(0, 3) !== shown.slice(0, 3)) console.log(line);
    shown = line;
    if (view.state !== 'running') {
      if (isTerminal) process.stdout.write('\n');
      return view;
    }
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}

/** A server that was killed is started again by its supervisor, and the import goes on; so do we. */
async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const giveUpMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ServerAway) || performance.now() > giveUpMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
  }
}

export function progressLine({ progress }: ImportView): string {
  const percent = String(Math.floor(progress.done * 100)).padStart(3);
  const speed = progress.rowsPerSecond === null ? '' : `  ${count(progress.rowsPerSecond)} rows/s`;
  const left = progress.secondsLeft === null ? '' : `  ${progress.secondsLeft} s left`;
  return `${percent} %  ${count(progress.rowsRead)} rows  ${progress.phase.replaceAll('_', ' ')}${speed}${left}`;
}

/** What the import did, for people. */
export function outcome(view: ImportView, rejects: readonly { code: string; rows: number }[]): string {
  const { summary, progress } = view;
  const money = (amounts: Readonly<Record<string, number>> | undefined) =>
    Object.entries(amounts ?? {})
      .map(([currency, amount]) => `${toDecimal(amount, currency)} ${currency}`)
      .join(' + ') || '0';
  const seconds =
    view.startedAt && view.finishedAt
      ? (Date.parse(view.finishedAt) - Date.parse(view.startedAt)) / 1000
      : null;
  const lines = [
    `${count(progress.rowsTaken)} of ${count(progress.rowsRead)} rows taken${seconds === null ? '' : ` in ${seconds.toFixed(1)} s`}.`,
  ];
  if (view.kind === 'orders') {
    lines.push(
      `  Orders   ${count(summary.orders ?? 0)} with ${count(summary.lines ?? 0)} lines, ${money(summary.gmv)}; ${count(summary.ordersChanged ?? 0)} new or changed`,
    );
    lines.push(
      `  Refunds  ${count(summary.refunds ?? 0)}, ${money(summary.refundAmount)}; ${count(summary.refundsWithoutOrder ?? 0)} of them without an order (${money(summary.refundAmountWithoutOrder)})`,
    );
  }
  for (const { code, rows } of rejects) lines.push(`  Rejected ${count(rows)}: ${code.replaceAll('_', ' ')}`);
  return lines.join('\n');
}

const count = (value: number) => value.toLocaleString('en');
