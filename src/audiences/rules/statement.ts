/** A statement under construction: what a caller sent is bound by name and type and never becomes SQL text. */
export class Statement {
  readonly params: Record<string, unknown> = {};

  bind(type: string, value: unknown): string {
    const name = `v${Object.keys(this.params).length}`;
    this.params[name] = value;
    return `{${name}:${type}}`;
  }

  instant(ms: number): string {
    return `fromUnixTimestamp64Milli(${this.bind('Int64', ms)})`;
  }
}

export const and = (conditions: readonly string[]): string => conditions.join(' AND ') || '1';
