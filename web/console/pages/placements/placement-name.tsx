import type { PlacementView } from '#traffic/contract';
import { useSay } from '../../../ui/language/language.tsx';

type Props = {
  readonly placement: Pick<PlacementView, 'kind' | 'content' | 'tone' | 'name'>;
};

/** The picture of what a placement shows, or the colour that its banner is drawn in. */
export function PlacementPicture({ placement: { content, tone, kind } }: Props) {
  const say = useSay();
  return content.picture ? (
    <img className={`slot-thumb slot-thumb-${content.kind}`} src={content.picture} alt="" />
  ) : (
    <span className={`slot-thumb slot-tone-${tone ?? 'green'}`} title={say(`slots.kind.${kind}`)} />
  );
}
