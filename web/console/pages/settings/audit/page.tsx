import { Button } from '@douyinfe/semi-ui-19';
import { addDays, startOfDate } from '#kernel/time';
import type { AuditEntryView } from '#organisations/contract';
import { useSearchParts } from '../../../../ui/address/use-address.ts';
import { usePages, withQuery } from '../../../../ui/api/pages.ts';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { messageOrNull, messages } from '../../../../ui/language/messages.ts';
import { ListPage } from '../../../../ui/list/list-page.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import type { Column } from '../../../../ui/table/data-table.tsx';
import { type DetailNames, detailText } from './detail-text.ts';
import './audit.css';

const actions = Object.keys(messages.en)
  .filter((key) => /^action\.\w+\.\w+$/.test(key))
  .map((key) => key.slice('action.'.length));

/** Where the words for the values of a part of the detail stand; people and accounts both have roles. */
const valueKeys: Readonly<Record<string, readonly string[]>> = {
  role: ['role', 'structure.role'],
  before: ['role'],
  after: ['role'],
  platform: ['structure.platform'],
  accountType: ['structure.accountType'],
  permissions: ['permission'],
  kind: ['keys.kind', 'slots.kind'],
  simulated: ['audit.simulated'],
};

/** Who did what to what. The filters stand in the address. */
export function Page() {
  const { say, language } = useLanguage();
  const { zone } = useScope();
  const [search, change] = useSearchParts();
  const action = search.action || undefined;
  const since = search.since || undefined;
  const until = search.until || undefined;
  const instant = (date: string | undefined) => {
    const start = date ? startOfDate(date, zone) : null;
    return start === null ? undefined : new Date(start).toISOString();
  };
  const path = withQuery('/api/audit-log', {
    action,
    from: instant(since),
    to: until ? instant(addDays(until, 1)) : undefined,
  });
  const log = usePages<AuditEntryView>(['audit', path], path);
  const filtered = Boolean(action || since || until);
  const clear = () => change({ action: undefined, since: undefined, until: undefined });
  const what = (entry: AuditEntryView) => messageOrNull(language, `action.${entry.action}`) ?? entry.action;
  const names: DetailNames = {
    part: (part) => messageOrNull(language, `audit.part.${part}`) ?? part,
    value: (part, value) =>
      (valueKeys[part] ?? [])
        .map((key) => messageOrNull(language, `${key}.${value}`))
        .find((text) => text !== null) ?? value,
  };
  const columns: Column<AuditEntryView>[] = [
    {
      id: 'at',
      width: 124,
      title: `${say('audit.at')} (${zone})`,
      fixed: true,
      render: (entry) => <Moment at={entry.at} />,
      cell: (entry) => entry.at,
    },
    {
      id: 'actor',
      width: 180,
      title: say('audit.actor'),
      render: (entry) => (
        <>
          {entry.actor.name}{' '}
          {entry.actor.kind === 'member' ? null : (
            <span className="tag">{say(`audit.kind.${entry.actor.kind}`)}</span>
          )}
        </>
      ),
      cell: (entry) => entry.actor.name,
    },
    { id: 'action', width: 190, title: say('audit.action'), render: what, cell: (entry) => entry.action },
    {
      id: 'detail',
      title: say('audit.detail'),
      width: 380,
      render: (entry) => <Detail text={detailText(entry.detail, names)} />,
      cell: (entry) => detailText(entry.detail, names),
    },
    {
      id: 'subject',
      width: 260,
      title: say('audit.subject'),
      render: (entry) => <code className="audit-subject">{entry.subject.id ?? entry.subject.kind}</code>,
      cell: (entry) => entry.subject.id ?? entry.subject.kind,
    },
    {
      id: 'address',
      width: 130,
      title: say('audit.address'),
      render: (entry) => entry.ipAddress ?? '–',
      cell: (entry) => entry.ipAddress,
    },
  ];
  return (
    <ListPage<AuditEntryView>
      title={say('audit.title')}
      text={say('audit.text')}
      list={log}
      columns={columns}
      fileName="audit-log"
      empty={<EmptyState title={say('audit.emptyTitle')} text={say('audit.emptyText')} />}
      tools={
        <>
          <PlainSelect
            aria-label={say('audit.action')}
            value={action ?? 'all'}
            options={[
              { value: 'all', label: say('audit.allActions') },
              ...actions.map((value) => ({
                value,
                label: messageOrNull(language, `action.${value}`) ?? value,
              })),
            ]}
            onChoose={(value) => change({ action: value === 'all' ? undefined : value })}
          />
          <DateFilter label={say('audit.from')} value={since} onChange={(date) => change({ since: date })} />
          <DateFilter label={say('audit.to')} value={until} onChange={(date) => change({ until: date })} />
          {filtered ? (
            <Button theme="borderless" onClick={clear}>
              {say('audit.clear')}
            </Button>
          ) : null}
        </>
      }
    />
  );
}

type DateProps = {
  readonly label: string;
  readonly value: string | undefined;
  readonly onChange: (date: string | undefined) => void;
};

function DateFilter({ label, value, onChange }: DateProps) {
  return (
    <label className="audit-date">
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value || undefined)}
      />
    </label>
  );
}

/** What changed, in words; ids among them are set as code, to be copied. */
function Detail({ text }: { text: string }) {
  const parts = text.split(/\b([a-z]{2,4}_[0-9a-z]{26})\b/);
  return (
    <span className="audit-detail">
      {parts.map((part, place) => (place % 2 === 1 ? <code key={part}>{part}</code> : part))}
    </span>
  );
}
