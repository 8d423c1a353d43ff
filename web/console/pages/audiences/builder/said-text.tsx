import type { Said } from '#audiences/contract';
import { fill } from '#kernel/text';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { messageOrNull } from '../../../../ui/language/messages.ts';
import { fullNumber } from '../../../../ui/metric/number-text.ts';
import { instantText } from '../../../../ui/metric/time-text.ts';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { attributeText } from '../attribute-text.ts';
import { featureIn, featureText, measureText } from './feature-text.ts';

/** A sentence that the server named by its code, with its values as people read them. */
export function SaidText({ said, of }: { readonly said: Said; readonly of: 'lack' | 'evidence' }) {
  const { language } = useLanguage();
  const { zone, organization } = useScope();
  const shown = (name: string, value: string | number | null) => {
    if (value === null) return '–';
    if (name.endsWith('_at')) return instantText(String(value), zone, language);
    if (name === 'layer') return messageOrNull(language, `layers.name.${value}`) ?? String(value);
    if (name === 'action') return messageOrNull(language, `audiences.action.${value}`) ?? String(value);
    if (name === 'attribute') return messageOrNull(language, `audiences.attribute.${value}`) ?? String(value);
    if (said.code === 'attribute_is' && name === 'value') return attributeText(language, String(value));
    if (
      (said.code.startsWith('amount_') && name === 'measured') ||
      (said.code === 'value_amount' && name === 'expected')
    )
      return fullNumber(Number(value), {
        unit: 'money',
        currency: String(said.values.currency ?? organization.currency),
        language,
      });
    const feature = featureIn(said.values.feature);
    if (feature && name === 'feature') return featureText(language, feature);
    if (feature && (name === 'measure' || name === 'usual'))
      return measureText(language, feature, Number(value), organization.currency);
    return String(value);
  };
  const sentence = messageOrNull(language, `audiences.${of}.${said.code}`);
  const values = Object.fromEntries(
    Object.entries(said.values).map(([name, value]) => [name, shown(name, value)]),
  );
  // Kinds that came later than this page still say something.
  return sentence === null ? <code>{said.code}</code> : fill(sentence, values);
}
