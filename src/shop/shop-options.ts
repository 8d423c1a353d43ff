import type { Ingest, MoneyMessage } from '#events';
import type { QuarantineReason } from '#events/contract';
import type { OrganizationId } from '#kernel/ids';
import type { TextValues } from '#kernel/text';
import type { AnswerOnce, Organisations, Structure } from '#organisations';
import type { Files } from '#platform/files';
import type { Jobs } from '#platform/jobs';
import type { Records } from '#platform/records';
import type { GroupsAsked } from './coupons/coupon.ts';

/** Resolves customers to person numbers, the same as those of tracked users with the same id. */
export type ResolvePersons = (
  organizationId: OrganizationId,
  identities: readonly string[],
) => Promise<ReadonlyMap<string, number>>;

export type RefusedLine = {
  readonly number: number;
  readonly code: string;
  readonly field: string | null;
  readonly detail: string;
  readonly reason: string;
  readonly values: TextValues;
};

export type TakenLines = {
  readonly refused: readonly RefusedLine[];
  /** When the first and the last of the events that were taken happened, in ms; null where none was. */
  readonly span: { readonly fromMs: number; readonly toMs: number } | null;
};

/** Takes lines of Segment-like JSON as events of the organisation; resolves when they are durable. */
export type TakeEvents = (
  organizationId: OrganizationId,
  lines: readonly { readonly number: number; readonly text: string }[],
) => Promise<TakenLines>;

/** What the shop context is given by the server: stores, and verbs of contexts to its left. */
export type ShopOptions = {
  readonly records: Records;
  readonly files: Files;
  readonly jobs: Jobs;
  readonly structureOf: (organizationId: OrganizationId) => Promise<Structure>;
  readonly resolvePersons: ResolvePersons;
  readonly takeEvents: TakeEvents;
  /** Writes events of coupons to the spine. */
  readonly ingest: Ingest;
  /** Who is in which group of people: coupons may be for some only. */
  readonly groups: GroupsAsked;
  /** The sellers' own numbers of customers, for lists; without it none are shown. */
  readonly customersOf?: (
    organizationId: OrganizationId,
    persons: readonly number[],
  ) => Promise<ReadonlyMap<number, string>>;
  /** Keeps a money event that cannot become a record where people see it, with the reason. */
  readonly putAside: (event: MoneyMessage, reason: QuarantineReason) => Promise<void>;
  /** Keys of personal data and of touch tokens are derived from it. */
  readonly instanceSecret: string;
  /** Whether shoppers reach the instance by https, so that their cookies travel over nothing else. */
  readonly isHttps: boolean;
  readonly answerOnce: AnswerOnce;
  readonly resolveActor: Organisations['resolveActor'];
  /** A person number of the market for a new shopper. */
  readonly numberShopper: (shopperId: string) => Promise<number>;
  /** Makes two persons of the market one: a guest turned out to be a shopper. */
  readonly joinPersons: (from: number, into: number) => Promise<void>;
  /** Told of bugs in the background; expected failures stand in the import itself. */
  readonly onError: (error: unknown) => void;
};
