import { useCallback, useId, useRef, useState } from 'react';
import { useLanguage } from '../language/language.tsx';
import { type MessageKey, messageOrNull } from '../language/messages.ts';
import { reasonText } from '../state/reason-text.ts';
import { clearDraft, readDraft, writeDraft } from './draft.ts';
import { formProblem } from './form-problem.ts';

type Values = Readonly<Record<string, unknown>>;
export type Complaints<V> = { readonly [Name in keyof V]?: MessageKey | undefined };

type Options<V extends Values> = {
  readonly initial: V;
  /** Keeps what is typed in this tab under this name until it is sent. Never for passwords. */
  readonly draft?: string;
  /** What can be told without asking the server. */
  readonly check?: (values: V) => Complaints<V>;
  readonly send: (values: V) => Promise<unknown>;
};

/** A form's values, what is wrong with each, and sending. What was typed stays when sending fails. */
export function useForm<V extends Values>(options: Options<V>) {
  const { say, language } = useLanguage();
  const id = useId();
  const [values, setValues] = useState<V>(() => ({
    ...options.initial,
    ...(options.draft ? readDraft<Partial<V>>(options.draft) : {}),
  }));
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef(options);
  latest.current = options;

  const set = useCallback(<Name extends keyof V>(name: Name, value: V[Name]) => {
    setValues((before) => {
      const next = { ...before, [name]: value };
      if (latest.current.draft) writeDraft(latest.current.draft, next);
      return next;
    });
    setErrors(({ [name as string]: _gone, ...rest }) => rest);
  }, []);

  const show = (found: Readonly<Record<string, string>>) => {
    setErrors(found);
    const [first] = Object.keys(found);
    if (first) requestAnimationFrame(() => document.getElementById(`${id}-${first}`)?.focus());
  };

  const submit = async (event?: { preventDefault: () => void }): Promise<boolean> => {
    event?.preventDefault();
    if (busy) return false;
    setFailure(null);
    const complaints = Object.entries(options.check?.(values) ?? {}).filter(([, key]) => key);
    if (complaints.length > 0) {
      show(Object.fromEntries(complaints.map(([name, key]) => [name, say(key as MessageKey)])));
      return false;
    }
    setBusy(true);
    try {
      await options.send(values);
      if (options.draft) clearDraft(options.draft);
      return true;
    } catch (error) {
      const problem = formProblem(
        error,
        Object.keys(values),
        (code, error) => messageOrNull(language, `failure.field.${code}`) ?? reasonText(error, language),
      );
      show(problem.fields);
      setFailure(problem.rest);
      return false;
    } finally {
      setBusy(false);
    }
  };

  const reset = (next: V = options.initial) => {
    setValues(next);
    setErrors({});
    setFailure(null);
    if (options.draft) clearDraft(options.draft);
  };

  const idOf = (name: keyof V & string) => `${id}-${name}`;
  return { values, set, errors, failure, busy, submit, reset, idOf };
}
