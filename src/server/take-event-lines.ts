import { type Ingest, importSender, reasonText } from '#events';
import type { RefusedLine, TakeEvents } from '#shop';

const notJson = {
  code: 'malformed_json',
  field: null,
  detail: 'The line is not JSON.',
  reason: 'malformed_json',
  values: {},
} as const;

/** Lines of an imported file as events: the collector's own way in, but the import keeps what is refused. */
export function takeEventLines(ingest: Ingest): TakeEvents {
  return async (organizationId, lines) => {
    const broken: RefusedLine[] = [];
    const numbers: number[] = [];
    const parsed: unknown[] = [];
    for (const { number, text } of lines) {
      try {
        parsed.push(JSON.parse(text));
        numbers.push(number);
      } catch {
        broken.push({ number, ...notJson });
      }
    }
    const { refused, span } = await ingest({
      sender: importSender(organizationId),
      events: parsed,
      keepsRefused: false,
    });
    const refusedLines = refused.map(({ index, refusal }) => ({
      number: numbers[index] as number,
      code: refusal.code,
      field: refusal.field || null,
      detail: reasonText(refusal),
      reason: refusal.reason,
      values: refusal.values ?? {},
    }));
    return { span, refused: [...broken, ...refusedLines].sort((a, b) => a.number - b.number) };
  };
}
