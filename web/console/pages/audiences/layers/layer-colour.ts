import type { LayersAnswer } from '#audiences/contract';
import type { LayerName } from './use-layers.ts';

const closestFirst: Readonly<Record<LayersAnswer['view'], readonly LayerName[]>> = {
  layers: ['repeat', 'first_order', 'high_potential', 'seen', 'asleep', 'other'],
  o5a: ['advocate', 'act', 'ask', 'appeal', 'aware', 'silent'],
};

/** The closer somebody is, the fuller the colour; named once in `tokens.css`. */
export function layerToken(layer: LayerName | null): string {
  if (layer === null) return '--m-layer-new';
  const place = Object.values(closestFirst)
    .map((order) => order.indexOf(layer))
    .find((one) => one >= 0);
  return `--m-layer-${(place ?? 5) + 1}`;
}
