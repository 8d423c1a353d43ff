/** A kind of event that Meadow knows. Types change only by addition; a change of meaning is a new version. */
export type EventType = {
  /** As in the Segment e-commerce specification v2, or in its grammar: object, then verb in the past. */
  readonly name: string;
  readonly version: number;
  readonly zh: string;
  readonly en: string;
  /** Properties with a column of their own that this type usually carries. */
  readonly properties: readonly string[];
  /** Without one of these the event says nothing, so it goes to the quarantine. */
  readonly required: readonly string[];
  /** Tells of money, so only a secret server key may send it. */
  readonly isMoney: boolean;
};

/** How the value of a property becomes a typed column. */
export type PropertyColumn = {
  readonly property: string;
  readonly column: string;
  readonly kind: 'text' | 'count' | 'carrier' | 'source' | 'account_type';
  /** Longest text, or largest count. */
  readonly max: number;
};
