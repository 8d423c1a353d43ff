import type { PlacementStanding } from '#traffic/contract';
import { useSay } from '../../../ui/language/language.tsx';

const tones: Readonly<Record<PlacementStanding, 'good' | 'quiet' | 'bad'>> = {
  draft: 'quiet',
  waiting: 'quiet',
  refused: 'bad',
  stopped: 'quiet',
  scheduled: 'quiet',
  running: 'good',
  over: 'quiet',
  video_removed: 'bad',
  product_off_shelf: 'bad',
  groups_closed: 'bad',
};

/** Where a placement stands: a word and a sign, not a colour alone. */
export function StandingTag({ standing }: { readonly standing: PlacementStanding }) {
  const say = useSay();
  const tone = tones[standing];
  return (
    <span className={`ads-status ads-status-${tone}`} title={say(`slots.standingText.${standing}`)}>
      <i aria-hidden="true">{tone === 'good' ? '●' : tone === 'bad' ? '▲' : '○'}</i>
      {say(`slots.standing.${standing}`)}
    </span>
  );
}
