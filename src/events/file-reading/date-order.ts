import type { DateOrder } from './local-time.ts';

/** What a column says about itself; `unsure` means that a person has to be asked. */
export type DateOrderFinding = DateOrder | 'unsure' | 'not_needed' | 'contradictory';

const ambiguousForm = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\b/;

/** Collects evidence value by value, so that a whole file can be asked without being held. */
export class DateOrderEvidence {
  private dayFirst = 0;
  private monthFirst = 0;
  private either = 0;

  see(text: string): void {
    const match = ambiguousForm.exec(text);
    if (!match) return;
    const [one, two] = [Number(match[1]), Number(match[2])];
    if (one > 12 && two <= 12) this.dayFirst++;
    else if (two > 12 && one <= 12) this.monthFirst++;
    else this.either++;
  }

  get decided(): boolean {
    return this.dayFirst + this.monthFirst > 0;
  }

  finding(): DateOrderFinding {
    if (this.dayFirst > 0 && this.monthFirst > 0) return 'contradictory';
    if (this.dayFirst > 0) return 'day_first';
    if (this.monthFirst > 0) return 'month_first';
    return this.either > 0 ? 'unsure' : 'not_needed';
  }
}
