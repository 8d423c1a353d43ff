/** What the server calls the shops and accounts of the demo, by the simulator's own keys. */
export type NamesOnServer = {
  readonly shop: (key: string) => string;
  readonly account: (key: string) => string;
};
