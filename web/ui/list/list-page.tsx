import type { ReactNode } from 'react';
import type { usePages } from '../api/pages.ts';
import { TabList } from '../choice/tab-list.tsx';
import { type Column, DataTable } from '../table/data-table.tsx';
import '../form/form.css';
import './list.css';

type Props<Row> = {
  readonly title: string;
  /** One sentence of what this page answers. */
  readonly text: string;
  /** At the end of the title's line, such as a button that adds one. */
  readonly head?: ReactNode;
  /** Between the title and the list, such as what is wrong. */
  readonly above?: ReactNode;
  /** Ways to look at the list. */
  readonly tabs?: {
    readonly label: string;
    readonly value: string;
    readonly tabs: readonly {
      readonly value: string;
      readonly label: string;
      readonly count?: number | undefined;
    }[];
    readonly onChoose: (value: string) => void;
  };
  readonly list: ReturnType<typeof usePages<Row>>;
  readonly columns: readonly Column<Row>[];
  readonly fileName: string;
  /** Opens a row; left out where there is nothing more to see of one. */
  readonly onRow?: (row: Row) => void;
  readonly isChosen?: (row: Row) => boolean;
  /** Filters and acts above the table. */
  readonly tools?: ReactNode;
  /** Said instead of `empty` when there are none of this kind, but may be others. */
  readonly emptyFiltered?: string | undefined;
  readonly empty: ReactNode;
  /** Drawers and dialogs. */
  readonly children?: ReactNode;
};

/** A page that is one list: title, ways to look at it, filters, the table, and what opens from it. */
export function ListPage<Row extends { readonly id: string }>(props: Props<Row>) {
  const { title, tabs, list } = props;
  return (
    <div className="page list-page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{props.text}</p>
        </div>
        {props.head}
      </header>
      {props.above}
      <section className="card">
        {tabs ? <TabList {...tabs} /> : null}
        <DataTable<Row>
          label={title}
          fileName={props.fileName}
          columns={props.columns}
          rows={list.items}
          rowKey={({ id }) => id}
          error={list.error}
          onRetry={list.refetch}
          onMore={list.more}
          moreLoading={list.moreLoading}
          {...(props.onRow ? { onRow: props.onRow } : {})}
          {...(props.isChosen ? { isChosen: props.isChosen } : {})}
          empty={
            props.emptyFiltered === undefined ? (
              props.empty
            ) : (
              <p className="form-text">{props.emptyFiltered}</p>
            )
          }
          tools={<div className="list-tools">{props.tools}</div>}
        />
      </section>
      {props.children}
    </div>
  );
}
