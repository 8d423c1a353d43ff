import { Button } from '@douyinfe/semi-ui-19';
import type { PortraitView } from '#audiences/contract';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { download, toCsv } from '../../../../ui/table/csv.ts';
import { valueText } from './facet-text.ts';

/** Everything the page shows as one table for other programs. */
export function CsvButton({ portrait }: { readonly portrait: PortraitView }) {
  const { say, language } = useLanguage();
  const { currency } = portrait;
  const save = () => {
    const columns = [
      say('portrait.dimension'),
      say('portrait.value'),
      say('audiences.size'),
      say('portrait.share'),
      say('portrait.baseShare'),
      say('portrait.index'),
      say('portrait.from'),
      say('portrait.to'),
    ];
    const rows = portrait.dimensions.flatMap(({ dimension, values }) =>
      values.map(({ value, people, share, baseShare, tgi }) => [
        say(`portrait.dimension.${dimension}`),
        valueText(dimension, value, { language, currency }),
        people,
        share,
        baseShare,
        tgi?.value ?? null,
        tgi?.low ?? null,
        tgi?.high ?? null,
      ]),
    );
    download('portrait.csv', toCsv(columns, rows));
  };
  return <Button onClick={save}>{say('portrait.csv')}</Button>;
}
