/** Days on which there is something, in their order, with how much. */
export type Days = readonly { readonly day: string; readonly rows: number }[];

/** Days from the first to the last, both in it. */
export type DayWindow = { readonly first: string; readonly last: string };

/** Neighbouring days that together have at most so many rows; a day that has more is one of its own. */
export function dayWindows(days: Days, rowsMax: number): DayWindow[] {
  const windows: { first: string; last: string; rows: number }[] = [];
  for (const { day, rows } of days) {
    const open = windows.at(-1);
    if (open && open.rows + rows <= rowsMax) {
      open.last = day;
      open.rows += rows;
    } else windows.push({ first: day, last: day, rows });
  }
  return windows.map(({ first, last }) => ({ first, last }));
}
