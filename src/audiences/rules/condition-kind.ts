import type { OrganizationId } from '#kernel/ids';
import type { Structure } from '#organisations';
import type { PeopleSet } from '#platform/people-sets';
import type { Condition, ConditionOf } from './rule.ts';

/** Whose people are asked for, and as of when. */
export type Asked = {
  readonly organizationId: OrganizationId;
  /** Zone, currency, brands, shops and accounts. */
  readonly structure: Structure;
  readonly nowMs: number;
  readonly signal?: AbortSignal;
};

/** A fact that speaks for or against somebody: `code` names a sentence of the interface, `values` fill it. */
export type Evidence = {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | null>>;
};

/** What a condition needs and this organisation's data does not have: it would find nobody, or everybody. */
export type Lack = {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number | null>>;
};

/**
 * What one kind of condition means. A slice registers the kinds whose data it owns; `rules/` combines them. Person
 * numbers are canonical, so somebody who was merged is one.
 */
export type ConditionKind<Kind extends Condition['kind']> = {
  readonly kind: Kind;
  /** Everybody who fulfils it. */
  readonly people: (asked: Asked, condition: ConditionOf<Kind>) => Promise<PeopleSet>;
  /** What is known of one person in the words of the condition, whether they fulfil it or not. */
  readonly evidence: (
    asked: Asked,
    condition: ConditionOf<Kind>,
    person: number,
  ) => Promise<readonly Evidence[]>;
  /** False where what it means may change from one question to the next, so that its people are never kept. */
  readonly isKept?: false;
  readonly lacks?: (asked: Asked, condition: ConditionOf<Kind>) => Promise<Lack | null>;
};

/** Every kind has its meaning: whoever leaves one out does not compile. */
export type ConditionKinds = { readonly [Kind in Condition['kind']]: ConditionKind<Kind> };
