/** What of a JSON log line is shown to a person on the terminal, or null when it only belongs into the file. */
export function terminalLine(jsonLine: string): string | null {
  if (!jsonLine.startsWith('{')) return null;
  try {
    const { level, msg, say, name, err } = JSON.parse(jsonLine) as Record<string, unknown>;
    if (say === true) return String(msg);
    if (level !== 'warn' && level !== 'error' && level !== 'fatal') return null;
    const why = typeof err === 'object' && err !== null && 'message' in err ? `: ${String(err.message)}` : '';
    return `${String(level)} (${String(name ?? 'server')}) ${String(msg ?? '')}${why}`;
  } catch {
    return null;
  }
}
