import type { PlacementView } from '#traffic/contract';
import { useSay } from '../../../ui/language/language.tsx';
import { Moment } from '../../../ui/metric/moment.tsx';
import type { Column } from '../../../ui/table/data-table.tsx';
import { StandingTag } from './standing-tag.tsx';

type Row = Pick<PlacementView, 'standing' | 'kind' | 'startsAt' | 'endsAt'>;

/** What any list of placements says of each: where it stands, where it is shown, from when to when. */
export function usePlacementColumns(): {
  readonly what: readonly Column<Row>[];
  /** In a zone that the title names, where there is one for all. */
  readonly when: (zone?: string) => readonly Column<Row>[];
} {
  const say = useSay();
  return {
    what: [
      {
        id: 'standing',
        title: say('slots.state'),
        width: 150,
        render: ({ standing }) => <StandingTag standing={standing} />,
        cell: ({ standing }) => standing,
      },
      {
        id: 'kind',
        title: say('slots.kind'),
        width: 110,
        render: ({ kind }) => say(`slots.kindShort.${kind}`),
        cell: ({ kind }) => kind,
      },
    ],
    when: (zone) => {
      const titled = (title: string) => (zone === undefined ? title : `${title} (${zone})`);
      return [
        {
          id: 'starts',
          title: titled(say('ads.startsAt')),
          width: 150,
          render: ({ startsAt }) => <Moment at={startsAt} />,
          cell: ({ startsAt }) => startsAt,
        },
        {
          id: 'ends',
          title: titled(say('ads.endsAt')),
          width: 150,
          render: ({ endsAt }) => <Moment at={endsAt} />,
          cell: ({ endsAt }) => endsAt,
        },
      ];
    },
  };
}
