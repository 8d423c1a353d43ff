type Tip<Datum> = {
  readonly key: string | ((datum?: Datum) => string);
  readonly value: (datum?: Datum) => string;
  readonly visible?: (datum?: Datum) => boolean;
  /** Colour of the dot before it; left out where there is one line only. */
  readonly colour?: (datum?: Datum) => string;
};

type Frame<Datum> = {
  /** What is written below, and shown as the title of what stands under the pointer. */
  readonly x: keyof Datum & string;
  readonly y: keyof Datum & string;
  readonly axisText: (value: number) => string;
  readonly ticks?: number;
  /** Pixels between two labels at least, where there are many. */
  readonly labelGap?: number;
  readonly tip: Tip<Datum>;
};

/**
 * What all our charts of lines have in common: a band of labels below, numbers from zero on at the left, what was not
 * there is a gap, and one box that says everything under the pointer.
 */
export function lineFrame<Datum extends object>({ x, y, axisText, ticks = 5, labelGap, tip }: Frame<Datum>) {
  const { colour, ...said } = tip;
  return {
    type: 'line',
    xField: x,
    yField: y,
    invalidType: 'break',
    padding: { top: 12, right: 16, bottom: 4, left: 4 },
    background: 'transparent',
    axes: [
      {
        orient: 'bottom',
        type: 'band',
        label: { autoHide: true, autoLimit: false, ...(labelGap === undefined ? {} : { minGap: labelGap }) },
        tick: { visible: false },
      },
      {
        orient: 'left',
        type: 'linear',
        zero: true,
        tick: { tickCount: ticks },
        label: { formatMethod: (text: string | string[]) => axisText(Number(text)) },
      },
    ],
    crosshair: { xField: { visible: true, line: { type: 'line' } } },
    tooltip: {
      mark: { visible: false },
      dimension: {
        title: { value: (datum?: Datum) => String(datum?.[x] ?? '') },
        content: [{ ...said, ...(colour ? { hasShape: true, shapeType: 'circle', shapeFill: colour } : {}) }],
      },
    },
  } as const;
}
