import { useLanguage } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { PageFrame } from '../page-frame.tsx';
import { PasteForm } from './paste-form.tsx';
import { RateList } from './rate-list.tsx';
import { useRates } from './use-rates.ts';
import './rates.css';

/** By which rates sums over several currencies are converted. */
export function Page() {
  const { say } = useLanguage();
  const { organization, may } = useScope();
  const rates = useRates();
  const mayWrite = may('structure:write');
  return (
    <PageFrame title={say('rates.title')} text={say('rates.text', { currency: organization.currency })}>
      {mayWrite ? <PasteForm onSave={rates.put} /> : <p className="form-text">{say('settings.forbidden')}</p>}
      <RateList rates={rates} mayWrite={mayWrite} />
    </PageFrame>
  );
}
