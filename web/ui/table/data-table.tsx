import { IconColumnsStroked, IconDownloadStroked } from '@douyinfe/semi-icons';
import { Button, Checkbox, Dropdown, Table } from '@douyinfe/semi-ui-19';
import { type ReactNode, useState } from 'react';
import { ToolButton } from '../choice/tool-button.tsx';
import { useSay } from '../language/language.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { Bones } from '../state/skeletons.tsx';
import { type Cell, download, toCsv } from './csv.ts';
import './table.css';

export type Column<Row> = {
  readonly id: string;
  readonly title: string;
  readonly render: (row: Row) => ReactNode;
  /** The plain value, for CSV. */
  readonly cell: (row: Row) => Cell;
  /** Goes into the file behind it, and is not shown: the id of what is shown by its name. */
  readonly idCell?: (row: Row) => Cell;
  readonly numeric?: boolean;
  /** The server can sort by it. */
  readonly sortable?: boolean;
  /** Stays visible when the table scrolls sideways, and cannot be hidden. */
  readonly fixed?: boolean;
  readonly width?: number;
  /** Offered by the column chooser, but not shown at first. */
  readonly hiddenAtFirst?: boolean;
};

export type Sort = { readonly by: string; readonly direction: 'asc' | 'desc' };

type Props<Row> = {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[] | undefined;
  readonly rowKey: (row: Row) => string;
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly onRow?: (row: Row) => void;
  readonly isChosen?: (row: Row) => boolean;
  readonly empty: ReactNode;
  readonly error?: unknown;
  readonly onRetry?: () => unknown;
  /** Cursor paging: where there is more, a button asks for it. */
  readonly onMore?: (() => void) | undefined;
  readonly moreLoading?: boolean;
  /** Beside the column chooser and the CSV button. */
  readonly tools?: ReactNode;
  readonly fileName: string;
  /** What goes into the file where that is more than what is shown, such as the other pages. */
  readonly allRows?: () => Promise<readonly Row[]>;
};

/** Sorting, filtering and paging are the server's; the table shows what it answered. */
export function DataTable<Row extends object>(props: Props<Row>) {
  const say = useSay();
  const [chosen, setChosen] = useState<ReadonlySet<string> | null>(null);
  const hidden =
    chosen ?? new Set(props.columns.filter((column) => column.hiddenAtFirst).map(({ id }) => id));
  const shown = props.columns.filter((column) => column.fixed || !hidden.has(column.id));
  if (!props.rows) {
    return props.error ? (
      <ErrorState error={props.error} {...(props.onRetry ? { onRetry: props.onRetry } : {})} />
    ) : (
      <div className="table-bones">
        <Bones height={36} count={6} />
      </div>
    );
  }
  const rows = props.rows;
  return (
    <div className="table" ref={letScrollByKey}>
      <div className="table-tools">
        {props.tools}
        <ColumnChooser columns={props.columns} hidden={hidden} onChange={setChosen} />
        <CsvButton columns={shown} rows={rows} fileName={props.fileName} allRows={props.allRows} />
      </div>
      <Table<Row>
        aria-label={props.label}
        size="small"
        pagination={false}
        rowKey={(row) => (row ? props.rowKey(row) : '')}
        dataSource={[...rows]}
        empty={props.empty}
        scroll={{ x: widthOf(shown) }}
        columns={shown.map((column) => ({
          title: column.title,
          dataIndex: column.id,
          align: column.numeric ? ('right' as const) : ('left' as const),
          ...(column.width ? { width: column.width } : {}),
          ...(column.fixed ? { fixed: 'left' as const } : {}),
          ...(column.sortable && props.onSort
            ? {
                sorter: true,
                sortOrder:
                  props.sort?.by === column.id
                    ? (`${props.sort.direction}end` as 'ascend' | 'descend')
                    : (false as const),
              }
            : {}),
          render: (_value: unknown, row: Row) => column.render(row),
        }))}
        onChange={({ sorter, extra }) => {
          const by = sorter?.dataIndex;
          if (extra?.changeType !== 'sorter' || !by || !props.onSort) return;
          props.onSort({
            by: String(by),
            direction: props.sort?.by === by && props.sort.direction === 'desc' ? 'asc' : 'desc',
          });
        }}
        onRow={(row) => (row && props.onRow ? rowProps(row, props.onRow, props.isChosen) : {})}
      />
      {props.onMore ? (
        <Button
          block
          theme="outline"
          type="tertiary"
          loading={props.moreLoading ?? false}
          onClick={props.onMore}
        >
          {say('table.more')}
        </Button>
      ) : null}
    </div>
  );
}

type CsvProps<Row> = {
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly fileName: string;
  readonly allRows: (() => Promise<readonly Row[]>) | undefined;
};

/** The shown columns as a file; where the other rows cannot be had, it says so and can be pressed again. */
function CsvButton<Row>({ columns, rows, fileName, allRows }: CsvProps<Row>) {
  const say = useSay();
  const [state, setState] = useState<'idle' | 'reading' | 'failed'>('idle');
  const save = (all: readonly Row[]) =>
    download(
      `${fileName}.csv`,
      toCsv(
        columns.flatMap(({ title, idCell }) => (idCell ? [title, say('table.idOf', { title })] : [title])),
        all.map((row) =>
          columns.flatMap(({ cell, idCell }) => [cell(row), ...(idCell ? [idCell(row)] : [])]),
        ),
      ),
    );
  const readAndSave = async (read: () => Promise<readonly Row[]>) => {
    setState('reading');
    try {
      save(await read());
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      {state === 'failed' ? <span role="alert">{say('table.csvFailed')}</span> : null}
      <ToolButton
        icon={<IconDownloadStroked />}
        disabled={rows.length === 0 || state === 'reading'}
        onClick={() => (allRows ? void readAndSave(allRows) : save(rows))}
      >
        {say('table.csv')}
      </ToolButton>
    </>
  );
}

const columnWidth = 100;

/** What the columns need before the table scrolls sideways. */
function widthOf(columns: readonly { readonly width?: number }[]): number {
  return columns.reduce((sum, column) => sum + (column.width ?? columnWidth), 0);
}

function rowProps<Row>(row: Row, act: (row: Row) => void, isChosen?: (row: Row) => boolean) {
  return {
    tabIndex: 0,
    className: isChosen?.(row) ? 'table-row table-row-chosen' : 'table-row',
    onClick: (event: React.MouseEvent) => {
      // What stands in a row and acts by itself, such as a box to choose it, does not open it too.
      if (!(event.target as Element).closest('button, a, input, label, .semi-checkbox')) act(row);
    },
    onKeyDown: (event: React.KeyboardEvent) => {
      if (event.key !== 'Enter' || event.target !== event.currentTarget) return;
      // Or the same Enter would press the first button of what the row opens, which closes it.
      event.preventDefault();
      act(row);
    },
  };
}

type ChooserProps<Row> = {
  columns: readonly Column<Row>[];
  hidden: ReadonlySet<string>;
  onChange: (hidden: ReadonlySet<string>) => void;
};

function ColumnChooser<Row>({ columns, hidden, onChange }: ChooserProps<Row>) {
  const say = useSay();
  const toggle = (id: string) => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  };
  return (
    <Dropdown
      trigger="click"
      position="bottomRight"
      clickToHide={false}
      render={
        <div className="table-columns">
          {columns
            .filter((column) => !column.fixed)
            .map((column) => (
              <Checkbox key={column.id} checked={!hidden.has(column.id)} onChange={() => toggle(column.id)}>
                {column.title}
              </Checkbox>
            ))}
        </div>
      }
    >
      <ToolButton icon={<IconColumnsStroked />}>{say('table.columns')}</ToolButton>
    </Dropdown>
  );
}

/** Semi's scrolling box cannot take the focus, so a keyboard could not reach the columns beyond its edge. */
function letScrollByKey(table: HTMLDivElement | null): void {
  table?.querySelector('.semi-table-body')?.setAttribute('tabindex', '0');
}
