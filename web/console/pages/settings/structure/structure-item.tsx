import { IconEditStroked, IconPlus } from '@douyinfe/semi-icons';
import { Button } from '@douyinfe/semi-ui-19';
import type { ReactNode } from 'react';
import { useSay } from '../../../../ui/language/language.tsx';

type Props = {
  readonly name: string;
  readonly tags?: ReactNode;
  readonly note: ReactNode;
  readonly archived: boolean;
  readonly mayWrite: boolean;
  readonly add?: { readonly label: string; readonly act: () => void };
  readonly onEdit: () => void;
  readonly onArchive: (archive: boolean) => unknown;
};

/** One brand, shop or account: its name, what matters of it, and what can be done. */
export function StructureItem(props: Props) {
  const say = useSay();
  const { name, archived } = props;
  return (
    <div className={archived ? 'row-item row-gone' : 'row-item'}>
      <div className="row-main">
        <span className="row-title">
          {name}
          {props.tags}
          {archived ? <span className="tag tag-warn">{say('structure.isArchived')}</span> : null}
        </span>
        <span className="row-note">{props.note}</span>
      </div>
      {props.mayWrite ? (
        <div className="row-tools">
          {props.add && !archived ? (
            <Button theme="borderless" icon={<IconPlus />} onClick={props.add.act}>
              {props.add.label}
            </Button>
          ) : null}
          {archived ? null : (
            <Button
              theme="borderless"
              type="tertiary"
              icon={<IconEditStroked />}
              aria-label={`${say('form.edit')}: ${name}`}
              onClick={props.onEdit}
            />
          )}
          <Button
            theme="borderless"
            type="tertiary"
            aria-label={`${say(archived ? 'structure.restore' : 'structure.archive')}: ${name}`}
            onClick={() => props.onArchive(!archived)}
          >
            {say(archived ? 'structure.restore' : 'structure.archive')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
