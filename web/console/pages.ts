import { IconBookStroked, IconLineChartStroked } from '@douyinfe/semi-icons';
import type { PageEntry } from '../ui/shell/page-entry.ts';

/** Every page of the console, in the order of the side navigation. A new page is a folder and an entry here. */
export const pages: readonly PageEntry[] = [
  {
    path: '/cockpit',
    title: 'nav.cockpit',
    group: 'compass',
    icon: IconLineChartStroked,
    permission: 'metrics:read',
    frame: 'shell',
    load: () => import('./pages/cockpit/page.tsx'),
  },
  {
    path: '/metrics',
    title: 'nav.metrics',
    group: 'compass',
    icon: IconBookStroked,
    permission: 'metrics:read',
    frame: 'shell',
    load: () => import('./pages/metrics/page.tsx'),
  },
];
