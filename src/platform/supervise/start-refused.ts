/** A reason not to start that a person can mend; its message is the one sentence they are shown. */
export class StartRefused extends Error {
  constructor(sentence: string) {
    super(sentence);
    this.name = 'StartRefused';
  }
}
