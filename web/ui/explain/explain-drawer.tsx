import { IconArrowLeft } from '@douyinfe/semi-icons';
import { SideSheet } from '@douyinfe/semi-ui-19';
import { lazy, Suspense } from 'react';
import { useSearchParts } from '../address/use-address.ts';
import { useDictionary } from '../api/metrics.ts';
import { ToolButton } from '../choice/tool-button.tsx';
import { useLanguage } from '../language/language.tsx';
import { Bones } from '../state/skeletons.tsx';
import { useExplained } from './use-explain.ts';
import './explain.css';
import { DialogName } from '../shell/dialog-name.tsx';
import { useBehind } from '../shell/use-behind.ts';

const Explanation = lazy(() =>
  import('./explanation.tsx').then((module) => ({ default: module.Explanation })),
);
const MetricRows = lazy(() => import('./metric-rows.tsx').then((module) => ({ default: module.MetricRows })));
const OrderDetail = lazy(() =>
  import('./order-detail.tsx').then((module) => ({ default: module.OrderDetail })),
);

/**
 * The reason behind any number: its explanation, then the rows it is made of, then one order. Each step is in
 * the address, so it can be sent to somebody and the browser's Back works.
 */
export function ExplainDrawer() {
  const { say, language } = useLanguage();
  const [, change] = useSearchParts();
  const { metric, showsRows, order } = useExplained();
  const definition = useDictionary().data?.metrics.find(({ id }) => id === metric);
  const open = metric !== null || order !== null;
  useBehind(open);
  const name = definition?.names[language] ?? metric ?? '';
  const title = order ? say('order.title') : showsRows ? say('rows.title', { metric: name }) : name;
  const back = order ? { order: undefined } : { rows: undefined, part: undefined };
  const canGoBack = metric !== null && (order !== null || showsRows);
  return (
    <SideSheet
      visible={open}
      closeOnEsc
      width="min(760px, 100vw)"
      title={
        <span className="explain-title">
          {canGoBack ? (
            <ToolButton
              icon={<IconArrowLeft />}
              aria-label={say('action.back')}
              onClick={() => change(back)}
            />
          ) : null}
          {title}
        </span>
      }
      onCancel={() =>
        change({ explain: undefined, where: undefined, rows: undefined, part: undefined, order: undefined })
      }
    >
      <DialogName key={order ? 'order' : showsRows ? 'rows' : 'number'} name={title} />
      <Suspense fallback={<Bones height={48} count={4} />}>
        {order ? (
          <OrderDetail id={order} />
        ) : metric ? (
          showsRows ? (
            <MetricRows metric={metric} />
          ) : (
            <Explanation metric={metric} />
          )
        ) : null}
      </Suspense>
    </SideSheet>
  );
}
