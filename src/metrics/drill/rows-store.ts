import type { OrganizationId } from '#kernel/ids';
import type { Columnar } from '#platform/columnar';
import type { Compiled } from '../compiling/compile.ts';

export type DrillRow = Readonly<Record<string, string | number | null>>;
type Total = { total: number; sum: number; unrated: number; currencies: string[] };

export async function readRows(
  columnar: Columnar,
  organizationId: OrganizationId,
  compiled: { readonly page: Compiled; readonly total: Compiled },
  signal?: AbortSignal,
): Promise<{ rows: readonly DrillRow[] } & Total> {
  const scope = { kind: 'organization', organizationId } as const;
  const leaving = signal ? { signal } : {};
  const [page, total] = await Promise.all([
    columnar.query<DrillRow>(scope, { ...compiled.page, ...leaving }),
    columnar.query<Total>(scope, { ...compiled.total, ...leaving }),
  ]);
  const found = total.rows[0] ?? { total: 0, sum: 0, unrated: 0, currencies: [] };
  return { rows: page.rows, ...found, currencies: [...found.currencies].sort() };
}
