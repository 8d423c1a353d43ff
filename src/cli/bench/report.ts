import { type BenchReport, type Figure, reachesAim } from './figure.ts';
import type { Machine } from './machine.ts';

const columns = ['figure', 'value', 'aim', 'reference', 'ratio', ''] as const;

/** The table for people. */
export function reportText(name: string, machine: Machine, { figures, notes }: BenchReport): string {
  const rows = [columns, ...figures.map(cells)];
  const widths = columns.map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  ')
      .trimEnd();
  return [
    `bench ${name} on ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}`,
    '',
    ...rows.map(line),
    '',
    ...notes,
  ].join('\n');
}

function cells(figure: Figure): string[] {
  const { name, value, unit, aim, better, reference, ratio } = figure;
  return [
    name,
    `${shown(value)} ${unit}`.trim(),
    `${better === 'more' ? '≥' : '≤'} ${shown(aim)}`,
    reference === null ? '–' : shown(reference),
    ratio === null ? '–' : ratio.toFixed(2),
    reachesAim(figure) ? 'reached' : 'missed',
  ];
}

function shown(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Math.round(value * 100) / 100);
}

/** One JSON object on one line, for programs. */
export function reportJson(name: string, machine: Machine, { figures }: BenchReport): string {
  const wire = figures.map(({ better: _, ...figure }) => figure);
  for (const { name: figure, value } of wire)
    if (!Number.isFinite(value)) throw new Error(`The figure ${figure} is not a number.`);
  return JSON.stringify({ bench: name, machine, figures: wire });
}
