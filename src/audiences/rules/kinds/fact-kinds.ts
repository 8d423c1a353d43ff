import type { ConditionKinds } from '../condition-kind.ts';
import { activeKind } from './active.ts';
import { boughtKind } from './bought.ts';
import { didKind } from './did.ts';
import type { KindParts } from './kind-parts.ts';
import { lastKind } from './last.ts';
import { sequenceKind } from './sequence.ts';
import { tasteKind } from './taste.ts';

/** The kinds that are decided where the facts are. */
export const factKinds = (parts: KindParts) =>
  ({
    did: didKind(parts),
    bought: boughtKind(parts),
    last: lastKind(parts),
    sequence: sequenceKind(parts),
    taste: tasteKind(parts),
    active: activeKind(parts),
  }) satisfies Partial<ConditionKinds>;
