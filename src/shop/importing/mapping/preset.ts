import type { accountTypes, carriers, OrderState, sources } from '../../orders/order.ts';
import type { OrderFieldName } from './order-fields.ts';

type Choice<Values extends readonly string[]> = Readonly<Record<string, Values[number] | null>>;

/** What is known of one system's order export. A preset is data: one file each. */
export type OrderPreset = {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Columns that must all be there for a file to be taken for this export. */
  readonly signature: readonly string[];
  /** Column names by field, the first that a file has is taken. */
  readonly columns: Readonly<Partial<Record<OrderFieldName, readonly string[]>>>;
  /** The system's words for our states; an unlisted word is refused, so that no order is guessed paid. */
  readonly states: Readonly<Record<string, OrderState>>;
  readonly carriers: Choice<typeof carriers>;
  readonly sources: Choice<typeof sources>;
  readonly accountTypes: Choice<typeof accountTypes>;
  readonly currency?: string;
  /** The order's own columns stand only on the first of its rows. */
  readonly orderOnFirstRow?: boolean;
};
