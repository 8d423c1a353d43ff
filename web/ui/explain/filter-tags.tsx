import { Tag } from '@douyinfe/semi-ui-19';
import { type Filter, useDictionary } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { useValueNames } from '../metric/value-names.ts';

type Props = {
  readonly filters: readonly Filter[];
  /** With it, every tag can be taken away. */
  readonly onRemove?: (filter: Filter) => void;
};

/** What numbers are narrowed to, in words. */
export function FilterTags({ filters, onRemove }: Props) {
  const { say, language } = useLanguage();
  const dimensions = useDictionary().data?.dimensions ?? [];
  const nameOf = useValueNames();
  if (filters.length === 0) return null;
  return (
    <ul className="filter-tags" aria-label={say('filter.label')}>
      {filters.map((filter) => {
        const dimension =
          dimensions.find(({ id }) => id === filter.dimension)?.names[language] ?? filter.dimension;
        const values = filter.values.map((value) => nameOf(filter.dimension, value)).join(say('filter.or'));
        const text = say(filter.op === 'in' ? 'filter.is' : 'filter.isNot', { dimension, values });
        return (
          <li key={`${filter.dimension}${filter.op}${filter.values.join()}`}>
            <Tag
              size="large"
              color="light-blue"
              closable={onRemove !== undefined}
              onClose={() => onRemove?.(filter)}
            >
              {text}
            </Tag>
          </li>
        );
      })}
    </ul>
  );
}
