import type { Condition } from '#audiences/contract';
import { AudienceFields, LookAlikeFields } from './audience-conditions.tsx';
import { BoughtFields, DidFields, LastFields, SequenceFields } from './deed-conditions.tsx';
import {
  ActiveFields,
  AttributeFields,
  LayerFields,
  TasteFields,
  ValueFields,
} from './people-conditions.tsx';

export type FieldsProps<C extends Condition> = {
  readonly condition: C;
  readonly onChange: (condition: Condition) => void;
};

/** The words and fields of one condition, by its kind. */
export function ConditionFields({ condition, onChange }: FieldsProps<Condition>) {
  switch (condition.kind) {
    case 'did':
      return <DidFields condition={condition} onChange={onChange} />;
    case 'bought':
      return <BoughtFields condition={condition} onChange={onChange} />;
    case 'last':
      return <LastFields condition={condition} onChange={onChange} />;
    case 'sequence':
      return <SequenceFields condition={condition} onChange={onChange} />;
    case 'attribute':
      return <AttributeFields condition={condition} onChange={onChange} />;
    case 'taste':
      return <TasteFields condition={condition} onChange={onChange} />;
    case 'active':
      return <ActiveFields condition={condition} onChange={onChange} />;
    case 'layer':
      return <LayerFields condition={condition} onChange={onChange} />;
    case 'value':
      return <ValueFields condition={condition} onChange={onChange} />;
    case 'look_alike':
      return <LookAlikeFields condition={condition} onChange={onChange} />;
    case 'audience':
      return <AudienceFields condition={condition} onChange={onChange} />;
  }
}
