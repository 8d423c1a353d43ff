/** The chart library with flows between layers as well. */
import { registerSankeyChart } from '@visactor/vchart/esm/chart/sankey/sankey.js';
import { registerLabel } from '@visactor/vchart/esm/component/label/label.js';
import { VChart } from './vchart-engine.ts';

// biome-ignore lint/correctness/useHookAtTopLevel: the library's name for registering parts; it is no React hook.
VChart.useRegisters([registerSankeyChart, registerLabel]);

export { VChart };
