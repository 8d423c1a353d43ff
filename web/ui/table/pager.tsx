import { IconChevronLeft, IconChevronRight } from '@douyinfe/semi-icons';
import { QuietSelect } from '../choice/quiet-select.tsx';
import { ToolButton } from '../choice/tool-button.tsx';
import { useSay } from '../language/language.tsx';

type Props = {
  /** From 1 on. */
  readonly page: number;
  readonly size: number;
  readonly sizes: readonly number[];
  /** How many rows there are in all; null while that is not known. */
  readonly total: number | null;
  readonly onPage: (page: number, size?: number) => void;
};

/** Which rows of how many, and the way to the others. */
export function Pager({ page, size, sizes, total, onPage }: Props) {
  const say = useSay();
  const from = (page - 1) * size + 1;
  const to = total === null ? page * size : Math.min(page * size, total);
  return (
    <nav className="pager" aria-label={say('pager.label')}>
      <span className="number quiet">
        {total === null ? '–' : say('pager.place', { from: total === 0 ? 0 : from, to, total })}
      </span>
      <ToolButton
        icon={<IconChevronLeft />}
        aria-label={say('pager.before')}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <ToolButton
        icon={<IconChevronRight />}
        aria-label={say('pager.next')}
        disabled={total === null || page * size >= total}
        onClick={() => onPage(page + 1)}
      />
      <QuietSelect
        label={say('pager.size')}
        prefix={say('pager.size')}
        value={String(size)}
        options={sizes.map((one) => ({ value: String(one), label: String(one) }))}
        onChange={(value) => onPage(1, Number(value))}
      />
    </nav>
  );
}
