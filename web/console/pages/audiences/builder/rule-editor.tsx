import { IconChevronDown, IconChevronUp, IconDelete } from '@douyinfe/semi-icons';
import type { ReactNode } from 'react';
import type { Condition, EstimateView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { shortNumber } from '../../../../ui/metric/number-text.ts';
import { useChoices } from '../use-audiences.ts';
import { ConditionFields } from './condition-fields.tsx';
import { beginnings } from './new-conditions.ts';
import {
  type Draft,
  type DraftGroup,
  isGroup,
  movePart,
  newCondition,
  newGroup,
  replacePart,
  withoutPart,
} from './rule-draft.ts';
import { SaidText } from './said-text.tsx';
import { SmallChoice } from './small-fields.tsx';

/** What was counted of each condition, by its key in the draft. */
export type Counted = ReadonlyMap<string, EstimateView['conditions'][number]>;

type GroupProps = {
  readonly group: DraftGroup;
  readonly depth: number;
  readonly counted: Counted;
  readonly isLocked: boolean;
  readonly onChange: (group: DraftGroup) => void;
  /** Buttons of the group among its siblings. */
  readonly acts?: ReactNode;
};

/** Groups deeper than this make a rule that the server refuses. */
const depthMax = 4;

/** A group of conditions and groups, joined by "all" or "any"; everything works by keyboard as it does by mouse. */
export function GroupEditor({ group, depth, counted, isLocked, onChange, acts }: GroupProps) {
  const { say } = useLanguage();
  const { kinds } = useChoices();
  const offered = (Object.keys(beginnings) as Condition['kind'][]).filter((kind) => kinds.includes(kind));
  return (
    <fieldset className={depth === 0 ? 'aud-group' : 'aud-group aud-group-inner'} disabled={isLocked}>
      <legend className="visually-hidden">{say('audiences.group')}</legend>
      <div className="aud-line aud-group-head">
        <SmallChoice
          label={say('audiences.isOrIsNot')}
          value={group.isNot ? 'not' : 'is'}
          values={['is', 'not']}
          say={(one) => say(`audiences.group.${one}`)}
          onChange={(one) => onChange({ ...group, isNot: one === 'not' })}
        />
        <SmallChoice
          label={say('audiences.join')}
          value={group.join}
          values={['all', 'any']}
          say={(one) => say(`audiences.join.${one}`)}
          onChange={(join) => onChange({ ...group, join })}
        />
        {acts}
      </div>
      <ol className="aud-parts">
        {group.parts.map((part, place) => {
          const partActs = (
            <PartActs
              isFirst={place === 0}
              isLast={place === group.parts.length - 1}
              onMove={(step) => onChange(movePart(group, part.key, step))}
              onRemove={() => onChange(withoutPart(group, part.key))}
            />
          );
          return (
            <li key={part.key}>
              {isGroup(part) ? (
                <GroupEditor
                  group={part}
                  depth={depth + 1}
                  counted={counted}
                  isLocked={isLocked}
                  onChange={(next) => onChange(replacePart(group, part.key, next))}
                  acts={partActs}
                />
              ) : (
                <ConditionEditor
                  part={part}
                  counted={counted}
                  onChange={(next) => onChange(replacePart(group, part.key, next))}
                  acts={partActs}
                />
              )}
            </li>
          );
        })}
      </ol>
      <div className="aud-line">
        <select
          className="plain-select"
          aria-label={say('audiences.addCondition')}
          value=""
          onChange={({ target }) => {
            const kind = offered.find((one) => one === target.value);
            if (kind) onChange({ ...group, parts: [...group.parts, newCondition(beginnings[kind])] });
          }}
        >
          <option value="">+ {say('audiences.addCondition')}</option>
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {say(`audiences.kind.${kind}`)}
            </option>
          ))}
        </select>
        {depth < depthMax ? (
          <button
            type="button"
            className="aud-quiet"
            onClick={() =>
              onChange({
                ...group,
                parts: [...group.parts, { ...newGroup(), join: group.join === 'all' ? 'any' : 'all' }],
              })
            }
          >
            + {say('audiences.addGroup')}
          </button>
        ) : null}
      </div>
    </fieldset>
  );
}

function ConditionEditor(props: {
  readonly part: Exclude<Draft, DraftGroup>;
  readonly counted: Counted;
  readonly onChange: (part: Draft) => void;
  readonly acts: ReactNode;
}) {
  const { say, language } = useLanguage();
  const { part, counted, onChange, acts } = props;
  const { kind } = part.condition;
  const known = counted.get(part.key);
  const count = { unit: 'people', currency: 'CNY', language } as const;
  return (
    <section className="aud-condition" aria-label={say(`audiences.kind.${kind}`)}>
      <div className="aud-line aud-condition-head">
        <SmallChoice
          label={say('audiences.isOrIsNot')}
          value={part.isNot ? 'not' : 'is'}
          values={['is', 'not']}
          say={(one) => say(`audiences.turn.${one}`)}
          onChange={(one) => onChange({ ...part, isNot: one === 'not' })}
        />
        <strong>{say(`audiences.kind.${kind}`)}</strong>
        {known ? (
          <span className="quiet number">
            {say('audiences.peopleOf', { count: shortNumber(known.size, count) })}
          </span>
        ) : null}
        {acts}
      </div>
      <ConditionFields
        condition={part.condition}
        onChange={(condition) => onChange({ ...part, condition })}
      />
      {known?.lack ? (
        <p className="aud-lack" role="note">
          <SaidText said={known.lack} of="lack" />
        </p>
      ) : null}
    </section>
  );
}

function PartActs(props: {
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}) {
  const { say } = useLanguage();
  return (
    <span className="aud-acts">
      <button
        type="button"
        className="m-plain"
        aria-label={say('audiences.moveUp')}
        disabled={props.isFirst}
        onClick={() => props.onMove(-1)}
      >
        <IconChevronUp aria-hidden />
      </button>
      <button
        type="button"
        className="m-plain"
        aria-label={say('audiences.moveDown')}
        disabled={props.isLast}
        onClick={() => props.onMove(1)}
      >
        <IconChevronDown aria-hidden />
      </button>
      <button
        type="button"
        className="m-plain"
        aria-label={say('audiences.removePart')}
        onClick={props.onRemove}
      >
        <IconDelete aria-hidden />
      </button>
    </span>
  );
}
