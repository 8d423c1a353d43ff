import type { Refusal, Result } from '#kernel/result';

/** What a provider says of one charge or one return of money. */
export type ProviderAnswer = {
  readonly state: 'pending' | 'succeeded' | 'failed';
  /** The provider's own number. */
  readonly reference: string;
  readonly amount: number;
  readonly currency: string;
  readonly failure: string | null;
};

/** The same, told by the provider on its own account, through a signed callback. */
export type ProviderReport = ProviderAnswer & {
  readonly kind: 'charge' | 'return';
  /** Our id of the attempt or the return. */
  readonly requestId: string;
};

export type ChargeRequest = {
  /** Our id; the same one again is the same charge. */
  readonly requestId: string;
  readonly amount: number;
  readonly currency: string;
  /** What only this provider understands, as the shopper’s page sent it. */
  readonly options: Readonly<Record<string, unknown>>;
};
export type ReturnRequest = {
  readonly requestId: string;
  /** The provider's number of the charge that money goes back from. */
  readonly ofReference: string;
  readonly amount: number;
  readonly currency: string;
};

/**
 * Who moves the money. Every provider keeps these promises, and one suite of tests asks them of all: a request
 * that is repeated moves money once; what it said of a finished request it says again; callbacks are signed, and
 * may come late, twice, or before the answer to the request that caused them.
 */
export type PaymentProvider = {
  readonly name: string;
  readonly charge: (request: ChargeRequest) => Promise<ProviderAnswer>;
  readonly giveBack: (request: ReturnRequest) => Promise<ProviderAnswer>;
  /** What it knows of a request; null when it never reached it. */
  readonly look: (requestId: string) => Promise<ProviderAnswer | null>;
  /** Proves a callback by its signature and age before a word of it is believed. */
  readonly readCallback: (
    body: string,
    header: (name: string) => string | undefined,
    nowMs: number,
  ) => Result<ProviderReport, Refusal>;
};
