import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Search, sharedKeys } from './address.ts';

type Props = {
  readonly to: string;
  readonly children: ReactNode;
  readonly className?: string;
  /** Parts that only the target page understands. */
  readonly search?: Search;
  readonly onClick?: () => void;
  readonly title?: string;
};

/** What every page keeps of the address when somebody goes to another one. */
export function keptSearch(before: Search): Search {
  return Object.fromEntries(sharedKeys.map((key) => [key, before[key]]));
}

/** A link to another page of the console that keeps place, period and comparison. */
export function PageLink({ to, children, search, ...rest }: Props) {
  return (
    <Link
      to={to}
      search={((before: Search) => ({ ...keptSearch(before), ...search })) as never}
      activeOptions={{ includeSearch: false }}
      {...rest}
    >
      {children}
    </Link>
  );
}
