import { useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import type { audienceVersionList, Rule } from '#audiences/contract';
import { request } from '../../../../ui/api/request.ts';
import { useSay } from '../../../../ui/language/language.tsx';
import { Moment } from '../../../../ui/metric/moment.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';

type Versions = z.infer<typeof audienceVersionList>;

/** What an audience was; an earlier rule can be taken into the builder, and becomes the next version when saved. */
export function VersionList(props: {
  readonly id: string;
  readonly version: number;
  readonly onTake: ((rule: Rule) => void) | null;
}) {
  const say = useSay();
  const { id, version, onTake } = props;
  const list = useQuery({
    queryKey: ['audiences', 'versions', id, version],
    queryFn: ({ signal }) => request<Versions>(`/api/audiences/${id}/versions`, { signal }),
  });
  return (
    <section className="card">
      <h2>{say('audiences.versions')}</h2>
      {list.data ? (
        <ol className="aud-versions">
          {list.data.items.map((one) => (
            <li key={one.version}>
              <strong className="number">v{one.version}</strong> {one.name} · {one.madeBy} ·{' '}
              <Moment at={one.at} />
              {onTake && one.rule && one.version !== version ? (
                <button type="button" className="aud-quiet" onClick={() => one.rule && onTake(one.rule)}>
                  {say('audiences.takeVersion')}
                </button>
              ) : null}
            </li>
          ))}
        </ol>
      ) : list.error ? (
        <ErrorState error={list.error} onRetry={list.refetch} />
      ) : (
        <Bones height={60} />
      )}
    </section>
  );
}
