import type { ImportView } from '#shop/contract';
import { useSay } from '../../../ui/language/language.tsx';

const tagOf = {
  received: 'tag tag-warn',
  running: 'tag',
  done: 'tag tag-good',
  failed: 'tag tag-bad',
  cancelled: 'tag',
} as const;

export function ImportStateTag({ state }: { state: ImportView['state'] }) {
  return <span className={tagOf[state]}>{useSay()(`imports.state.${state}`)}</span>;
}
