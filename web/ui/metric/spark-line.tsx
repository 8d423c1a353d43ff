type Props = {
  readonly values: readonly (number | null)[];
  /** The place of the point that is still running, or -1: it hangs on by dots. */
  readonly running?: number;
};

/** A line without axes: only the shape of the last points. A gap is a gap, not a zero. */
export function SparkLine({ values, running = -1 }: Props) {
  const known = values.filter((value): value is number => value !== null);
  if (known.length < 2) return <span className="spark" aria-hidden="true" />;
  const low = Math.min(0, ...known);
  const height = Math.max(...known) - low || 1;
  const point = (value: number, index: number) =>
    `${((index / (values.length - 1)) * 100).toFixed(2)},${(27 - ((value - low) / height) * 25).toFixed(2)}`;
  const pieces: string[][] = [[]];
  values.forEach((value, index) => {
    if (value === null || index === running) pieces.push([]);
    else pieces.at(-1)?.push(point(value, index));
  });
  const [last, unfinished] = [values[running - 1] ?? null, values[running] ?? null];
  const tail =
    last === null || unfinished === null ? null : [point(last, running - 1), point(unfinished, running)];
  return (
    <svg className="spark" viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true">
      {pieces
        .filter((piece) => piece.length > 1)
        .map((piece) => (
          <polyline
            key={piece[0]}
            points={piece.join(' ')}
            fill="none"
            stroke="currentColor"
            strokeWidth="1.5"
            vectorEffect="non-scaling-stroke"
            strokeLinejoin="round"
          />
        ))}
      {tail ? (
        <polyline
          points={tail.join(' ')}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeDasharray="1.5 3"
          vectorEffect="non-scaling-stroke"
        />
      ) : null}
    </svg>
  );
}
