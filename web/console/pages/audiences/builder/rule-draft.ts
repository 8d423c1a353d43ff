import type { Condition, Rule } from '#audiences/contract';

/**
 * A rule as it is edited: every branch is a group or a condition that may be turned round ("not"), and has a key of
 * its own, so that what is typed stays where it was while parts move.
 */
export type DraftCondition = {
  readonly key: string;
  readonly isNot: boolean;
  readonly condition: Condition;
};
export type DraftGroup = {
  readonly key: string;
  readonly isNot: boolean;
  readonly join: 'all' | 'any';
  readonly parts: readonly Draft[];
};
export type Draft = DraftGroup | DraftCondition;

let keys = 0;
const newKey = () => `part-${keys++}`;

export const isGroup = (draft: Draft): draft is DraftGroup => 'parts' in draft;

export const newGroup = (parts: readonly Draft[] = []): DraftGroup => ({
  key: newKey(),
  isNot: false,
  join: 'all',
  parts,
});
export const newCondition = (condition: Condition): DraftCondition => ({
  key: newKey(),
  isNot: false,
  condition,
});

/** The whole as a group, because there is always room for one more condition. */
export function draftOf(rule: Rule): DraftGroup {
  const draft = partOf(rule);
  return isGroup(draft) ? draft : newGroup([draft]);
}

function partOf(rule: Rule): Draft {
  if ('kind' in rule) return newCondition(rule);
  if ('not' in rule) {
    const inner = partOf(rule.not);
    return { ...inner, isNot: !inner.isNot };
  }
  const [join, parts] = 'all' in rule ? (['all', rule.all] as const) : (['any', rule.any] as const);
  return { ...newGroup(parts.map(partOf)), join };
}

/** The rule as the server takes it; what is not said to its end is left out, and null is nothing yet. */
export function ruleOf(draft: Draft): Rule | null {
  const rule = isGroup(draft) ? groupRule(draft) : saidOf(draft.condition);
  return rule !== null && draft.isNot ? { not: rule } : rule;
}

function groupRule({ join, parts }: DraftGroup): Rule | null {
  const rules = parts.map(ruleOf).filter((rule) => rule !== null);
  const [only] = rules;
  if (only === undefined) return null;
  if (rules.length === 1) return only;
  return join === 'all' ? { all: rules } : { any: rules };
}

/** A condition without what is still empty in it; null where nothing would be left to ask. */
export function saidOf(condition: Condition): Condition | null {
  const narrowed = <Part extends { readonly where: readonly { readonly values: readonly string[] }[] }>(
    part: Part,
  ) => ({ ...part, where: part.where.filter(({ values }) => values.length > 0) });
  switch (condition.kind) {
    case 'did':
    case 'bought':
    case 'last':
      return narrowed(condition);
    case 'sequence':
      return { ...condition, steps: condition.steps.map(narrowed) };
    case 'attribute':
    case 'taste':
    case 'active':
      return condition.values.length > 0 ? condition : null;
    case 'layer':
      return condition.in.length > 0 ? condition : null;
    case 'audience':
    case 'look_alike':
      return condition.audienceId === '' ? null : condition;
    default:
      return condition;
  }
}

/** Conditions from left to right: the order of the server's answers, which has no unsaid ones. */
export const conditionsIn = (draft: Draft): DraftCondition[] =>
  isGroup(draft) ? draft.parts.flatMap(conditionsIn) : saidOf(draft.condition) === null ? [] : [draft];

export const replacePart = (group: DraftGroup, key: string, part: Draft): DraftGroup => ({
  ...group,
  parts: group.parts.map((one) => (one.key === key ? part : one)),
});
export const withoutPart = (group: DraftGroup, key: string): DraftGroup => ({
  ...group,
  parts: group.parts.filter((one) => one.key !== key),
});

/** One place up or down; at the ends it stays. */
export function movePart(group: DraftGroup, key: string, step: -1 | 1): DraftGroup {
  const from = group.parts.findIndex((one) => one.key === key);
  const to = from + step;
  const [moved, other] = [group.parts[from], group.parts[to]];
  if (!moved || !other) return group;
  const parts = [...group.parts];
  parts[from] = other;
  parts[to] = moved;
  return { ...group, parts };
}
