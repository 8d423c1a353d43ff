import type { ReactNode } from 'react';
import { useDictionary } from '../api/metrics.ts';
import { FilterTags } from '../explain/filter-tags.tsx';
import { RangePicker } from '../range/range-picker.tsx';
import { ErrorState } from '../state/error-state.tsx';
import { PageSkeleton } from '../state/skeletons.tsx';
import { usePageFilters } from './page-metrics.ts';

type Props = {
  readonly title: string;
  /** What this page answers. */
  readonly sentence: string;
  readonly className?: string;
  readonly children: ReactNode;
};

/** A page of numbers: what it answers, its dates and filters, then the numbers, once their definitions are known. */
export function NumbersPage({ title, sentence, className, children }: Props) {
  const dictionary = useDictionary();
  const [filters, setFilters] = usePageFilters();
  if (!dictionary.data) {
    return dictionary.error ? (
      <ErrorState error={dictionary.error} onRetry={dictionary.refetch} page />
    ) : (
      <PageSkeleton />
    );
  }
  return (
    <div className={className ? `page ${className}` : 'page'}>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          <p>{sentence}</p>
        </div>
        <RangePicker />
      </header>
      <FilterTags
        filters={filters}
        onRemove={(gone) => setFilters(filters.filter((filter) => filter !== gone))}
      />
      {children}
    </div>
  );
}
