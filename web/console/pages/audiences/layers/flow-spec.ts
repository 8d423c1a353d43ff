import { useMemo } from 'react';
import { resolvedColour } from '../../../../ui/chart/channel-colour.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, percent, shortNumber } from '../../../../ui/metric/number-text.ts';
import { useTheme } from '../../../../ui/theme/theme.tsx';
import { layerToken } from './layer-colour.ts';
import { isDriven } from './moves.ts';
import type { LayerName, Move } from './use-layers.ts';

type Side = 'from' | 'to';
/** A node of the picture: a layer on the first day (left) or on the second (right). */
type Node = {
  readonly key: string;
  readonly name: string;
  readonly people: number;
  readonly colour: string;
  readonly rank: number;
  readonly side: Side;
};
type Link = {
  readonly source: string;
  readonly target: string;
  readonly value: number;
  readonly move: Move;
  readonly colour: string;
};

const keyOf = (side: Side, layer: LayerName | null) => `${side} ${layer ?? '-'}`;
const closeness = (layer: LayerName | null, order: readonly LayerName[]) =>
  layer === null ? order.length : order.indexOf(layer);

/** The links of the picture carry what they stand for; VChart hands them back with a click. */
export function moveOf(datum: unknown): Move | null {
  const link = Array.isArray(datum) ? datum[0] : datum;
  const inner = (link as { datum?: unknown } | undefined)?.datum;
  const found = (inner ?? link) as { move?: Move } | undefined;
  return found?.move ?? null;
}

/** The flow as a Sankey picture: from the layers of the first day to those of the second, the closest on top. */
export function useFlowSpec(moves: readonly Move[], order: readonly LayerName[], showsEverybody: boolean) {
  const { say, language } = useLanguage();
  const { mode } = useTheme();
  return useMemo(() => {
    const shown = moves.filter((move) => showsEverybody || isDriven(move));
    const form = { unit: 'people' as const, currency: '', language };
    const nameOf = (layer: LayerName | null, side: Side) =>
      layer === null ? say(side === 'from' ? 'layers.new' : 'layers.gone') : say(`layers.name.${layer}`);
    const nodesOf = (side: Side): Node[] =>
      [...new Set(shown.map((move) => move[side]))].map((layer) => ({
        key: keyOf(side, layer),
        name: nameOf(layer, side),
        people: shown.filter((move) => move[side] === layer).reduce((sum, { people }) => sum + people, 0),
        colour: resolvedColour(layerToken(layer)),
        rank: closeness(layer, order),
        side,
      }));
    const nodes = [...nodesOf('from'), ...nodesOf('to')];
    const links: Link[] = shown.map((move) => ({
      source: keyOf('from', move.from),
      target: keyOf('to', move.to),
      value: move.people,
      move,
      colour: resolvedColour(layerToken(move.from)),
    }));
    const nodeOf = new Map(nodes.map((node) => [node.key, node]));
    const linkText = (datum: unknown) => {
      const move = moveOf(datum);
      if (move === null) return '';
      const rate = move.rate === null ? '' : ` (${say('layers.rate')} ${percent(move.rate, language)})`;
      return `${fullNumber(move.people, form)}${rate}`;
    };
    return {
      type: 'sankey',
      // The mode is named because a canvas needs the colours of the theme it is drawn in.
      name: mode,
      data: [{ id: 'flow', values: [{ nodes, links }] }],
      categoryField: 'key',
      valueField: 'value',
      sourceField: 'source',
      targetField: 'target',
      nodeKey: (datum: { key: string }) => datum.key,
      nodeAlign: 'justify',
      nodeGap: 14,
      nodeWidth: 12,
      minNodeHeight: 3,
      minLinkHeight: 1,
      nodeSortBy: (one: { key: string }, other: { key: string }) =>
        (nodeOf.get(one.key)?.rank ?? 0) - (nodeOf.get(other.key)?.rank ?? 0),
      setNodeLayer: (datum: { side: Side }) => (datum.side === 'from' ? 0 : 1),
      background: 'transparent',
      padding: { top: 8, bottom: 8, left: 8, right: 8 },
      node: { style: { fill: (datum: { key: string }) => nodeOf.get(datum.key)?.colour } },
      link: {
        style: {
          fill: (datum: unknown) => resolvedColour(layerToken(moveOf(datum)?.from ?? null)),
          fillOpacity: 0.35,
          cursor: 'pointer',
        },
      },
      label: {
        visible: true,
        position: 'outside',
        limit: 200,
        formatMethod: (_text: unknown, datum: { key: string }) => {
          const node = nodeOf.get(datum.key);
          return node ? `${node.name} ${shortNumber(node.people, form)}` : '';
        },
        style: {
          fill: resolvedColour('--semi-color-text-0'),
          fontSize: 12,
          stroke: resolvedColour('--m-surface'),
          lineWidth: 3,
        },
      },
      tooltip: {
        mark: {
          title: {
            value: (datum: unknown) => {
              const move = moveOf(datum);
              if (move) return `${nameOf(move.from, 'from')} → ${nameOf(move.to, 'to')}`;
              return nodeOf.get((datum as { key?: string }).key ?? '')?.name ?? '';
            },
          },
          content: [
            {
              key: say('layers.moved'),
              value: (datum: unknown) =>
                linkText(datum) ||
                fullNumber(nodeOf.get((datum as { key?: string }).key ?? '')?.people ?? 0, form),
            },
          ],
        },
      },
    };
  }, [moves, order, showsEverybody, say, language, mode]);
}
