/** What one look found: fine, worth knowing, or in the way; and how to mend what is not fine. */
export type Finding = {
  readonly name: string;
  readonly state: 'fine' | 'warning' | 'broken';
  readonly found: string;
  readonly mend?: string;
};

export const fine = (name: string, found: string): Finding => ({ name, state: 'fine', found });
export const warning = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'warning',
  found,
  mend,
});
export const broken = (name: string, found: string, mend: string): Finding => ({
  name,
  state: 'broken',
  found,
  mend,
});

/** A look that throws has found something broken: its message is the finding. */
export async function look(
  name: string,
  mend: string,
  check: () => Finding | Promise<Finding>,
): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    return broken(name, error instanceof Error ? error.message : String(error), mend);
  }
}
