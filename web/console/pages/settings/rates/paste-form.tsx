import { Button, TextArea, Toast } from '@douyinfe/semi-ui-19';
import type { CurrencyRate } from '#metrics/contract';
import { Field } from '../../../../ui/form/field.tsx';
import { FormFailure } from '../../../../ui/form/form-failure.tsx';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useForm } from '../../../../ui/form/use-form.ts';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { useScope } from '../../../../ui/shell/scope.tsx';
import { currencyOptions } from '../structure/currencies.ts';
import { linesMax, readLines } from './read-lines.ts';

const wrongShown = 5;

/** One line or a whole sheet at once; what is wrong is told by its line, and nothing of it is sent. */
export function PasteForm({ onSave }: { onSave: (rates: readonly CurrencyRate[]) => Promise<void> }) {
  const { say, language } = useLanguage();
  const { organization, today } = useScope();
  const form = useForm<{ lines: string; base: string }>({
    draft: 'rates',
    initial: { lines: '', base: organization.currency },
    check: ({ lines, base }) => {
      const { rates, wrong } = readLines(lines, base);
      if (wrong.length > 0) return { lines: 'rates.linesWrong' };
      if (rates.length > linesMax) return { lines: 'rates.tooMany' };
      return rates.length === 0 ? { lines: 'rates.linesNeeded' } : {};
    },
    send: async ({ lines, base }) => {
      const { rates } = readLines(lines, base);
      await onSave(rates);
      form.reset({ lines: '', base });
      Toast.success(say('rates.saved', { count: rates.length }));
    },
  });
  const { wrong } = readLines(form.values.lines, form.values.base);
  const linesId = form.idOf('lines');
  return (
    <form className="card form rates-form" noValidate onSubmit={form.submit}>
      <Field id={form.idOf('base')} label={say('rates.base')} help={say('rates.baseHelp')}>
        <PlainSelect
          id={form.idOf('base')}
          aria-labelledby={`${form.idOf('base')}-label`}
          value={form.values.base}
          options={currencyOptions(language, organization.currency)}
          onChoose={(base) => form.set('base', base)}
        />
      </Field>
      <Field
        id={linesId}
        label={say('rates.lines')}
        help={say('rates.linesHelp', { base: form.values.base })}
        error={form.errors.lines}
      >
        <TextArea
          id={linesId}
          className="rates-lines"
          spellCheck={false}
          rows={6}
          aria-describedby={`${linesId}-note`}
          aria-invalid={form.errors.lines !== undefined}
          validateStatus={form.errors.lines ? 'error' : 'default'}
          placeholder={`${today} USD 7.12\n${today} JPY 0.0482`}
          value={form.values.lines}
          onChange={(lines) => form.set('lines', lines)}
        />
      </Field>
      {form.errors.lines && wrong.length > 0 ? (
        <ul className="rates-wrong">
          {wrong.slice(0, wrongShown).map(({ line, text, why }) => (
            <li key={line}>
              {say('rates.wrongLine', { line })} <code>{text}</code> {say(`rates.wrong.${why}`)}
            </li>
          ))}
          {wrong.length > wrongShown ? (
            <li>{say('rates.wrongMore', { count: wrong.length - wrongShown })}</li>
          ) : null}
        </ul>
      ) : null}
      <FormFailure error={form.failure} />
      <div className="form-actions">
        <Button htmlType="submit" theme="solid" loading={form.busy}>
          {say('rates.save')}
        </Button>
      </div>
    </form>
  );
}
