import { PageLink } from '../../../../ui/address/page-link.tsx';
import { useSay } from '../../../../ui/language/language.tsx';
import { EmptyState } from '../../../../ui/state/empty-state.tsx';
import { ErrorState } from '../../../../ui/state/error-state.tsx';
import { Bones } from '../../../../ui/state/skeletons.tsx';
import { DriversCard } from './drivers-card.tsx';
import { FlowCard, flowHeight } from './flow-card.tsx';
import { LayerCards } from './layer-cards.tsx';
import { LayerDrawer } from './layer-drawer.tsx';
import { LayersHead } from './layers-head.tsx';
import { chosenMove, isDriven, writeMove } from './moves.ts';
import { LayerTrendCard } from './trend-card.tsx';
import { useDrivers, useLayers, useLayersAddress, useLayerTrend } from './use-layers.ts';
import './layers.css';

/** 人群分层: who stands how close, how they got there, and what those who moved touched. */
export function Page() {
  const say = useSay();
  const address = useLayersAddress();
  const { search, change, asked } = address;
  const layers = useLayers(address);
  const { data } = layers;
  const order = data?.layers.map(({ layer }) => layer) ?? [];
  const known = (text: string | undefined) => order.find((layer) => layer === text) ?? null;
  const move = data ? chosenMove(search.move, data.flow.moves, order) : null;
  const drivers = useDrivers(address, move && { from: move.from, to: move.to });
  const trend = useLayerTrend(asked);
  const about = known(search.about);
  const [first] = order;
  const trended = known(search.layer) ?? order[1] ?? first;
  const isEmpty = data !== undefined && data.people === 0 && data.peopleBefore === 0;
  return (
    <div className="page layers-page" aria-busy={layers.isPlaceholderData}>
      <LayersHead address={address} answer={data} />
      {!data ? (
        layers.error ? (
          <ErrorState error={layers.error} onRetry={layers.refetch} page />
        ) : (
          <>
            <div className="number-cards">
              <Bones height={98} count={6} />
            </div>
            <section className="card">
              <Bones height={flowHeight} />
            </section>
          </>
        )
      ) : isEmpty ? (
        <EmptyState
          title={say('layers.empty')}
          text={say('layers.emptyText')}
          action={
            <PageLink to="/data/sources" className="m-button">
              {say('layers.toSources')}
            </PageLink>
          }
          page
        />
      ) : (
        <>
          {layers.error ? <ErrorState error={layers.error} onRetry={layers.refetch} /> : null}
          {data.day.isWhole ? null : <p className="quiet">{say('layers.running')}</p>}
          {data.lacks.map((lack) => (
            <p key={lack} className="explain-note">
              {say(`layers.lacks.${lack}`)}
            </p>
          ))}
          <LayerCards answer={data} explained={about} onExplain={(layer) => change({ about: layer })} />
          <FlowCard
            answer={data}
            chosen={move}
            onChoose={(next) => {
              if (isDriven(next)) change({ move: writeMove(next) }, { replace: true });
            }}
          />
          <DriversCard
            moves={data.flow.moves}
            chosen={move}
            onChoose={(next) => change({ move: next }, { replace: true })}
            answer={drivers.data}
            error={drivers.error}
            onRetry={drivers.refetch}
          />
          {trended ? (
            <LayerTrendCard
              layers={order}
              layer={trended}
              onLayer={(layer) => change({ layer }, { replace: true })}
              answer={trend.data}
              error={trend.error}
              onRetry={trend.refetch}
            />
          ) : null}
          {about ? (
            <LayerDrawer
              answer={data}
              layer={about}
              asked={asked}
              onClose={() => change({ about: undefined })}
            />
          ) : null}
        </>
      )}
    </div>
  );
}
