/** More arrives than can be made durable; the sender keeps its events and comes again. */
export class CollectorBusy extends Error {
  constructor() {
    super('More events arrive than can be written.');
    this.name = 'CollectorBusy';
  }
}
