/** The chart library with only what we draw. Loaded after the first numbers are on the screen. */
import { registerLineChart } from '@visactor/vchart/esm/chart/line/line.js';
import { registerCartesianBandAxis } from '@visactor/vchart/esm/component/axis/cartesian/band-axis.js';
import { registerCartesianLinearAxis } from '@visactor/vchart/esm/component/axis/cartesian/linear-axis.js';
import { registerCartesianCrossHair } from '@visactor/vchart/esm/component/crosshair/index.js';
import { registerTooltip } from '@visactor/vchart/esm/component/tooltip/index.js';
import { VChart } from '@visactor/vchart/esm/core/index.js';
import { registerDomTooltipHandler } from '@visactor/vchart/esm/plugin/components/tooltip-handler/index.js';
import { registerAnimate } from '@visactor/vchart/esm/plugin/other.js';
import { semiDesignDark, semiDesignLight } from '@visactor/vchart-semi-theme';

// biome-ignore lint/correctness/useHookAtTopLevel: the library's name for registering parts; it is no React hook.
VChart.useRegisters([
  registerLineChart,
  registerCartesianLinearAxis,
  registerCartesianBandAxis,
  registerTooltip,
  registerCartesianCrossHair,
  registerDomTooltipHandler,
  registerAnimate,
]);
const fontFamily = getComputedStyle(document.body).fontFamily;
VChart.ThemeManager.registerTheme('light', { ...semiDesignLight, fontFamily });
VChart.ThemeManager.registerTheme('dark', { ...semiDesignDark, fontFamily });

export { VChart };
