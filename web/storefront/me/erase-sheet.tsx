import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem, request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { writeWaiting } from '../telemetry/waiting.ts';
import { Sheet } from '../ui/sheet.tsx';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { TakeCopy } from './take-copy.tsx';

/** Deletes the account for good: says what goes and what stays, and asks whether that is understood. */
export function EraseSheet({ onClose }: { readonly onClose: () => void }) {
  const { say } = useLanguage();
  const refusalText = useRefusalText();
  const [isUnderstood, setUnderstood] = useState(false);
  const erase = useMutation({
    mutationFn: () => request<unknown>('/api/storefront/me', { method: 'DELETE' }),
    onSuccess: () => {
      // What this device still keeps of them goes too; the next page begins as a new guest's.
      writeWaiting([]);
      sessionStorage.clear();
      window.location.assign('/');
    },
  });
  const isOpenOrder = erase.error instanceof ApiProblem && erase.error.code === 'conflict';
  return (
    <Sheet
      title={say('store.erase')}
      onClose={onClose}
      foot={
        <button
          type="button"
          className="button button-main button-wide"
          disabled={!isUnderstood || erase.isPending}
          onClick={() => erase.mutate()}
        >
          {say('store.eraseForGood')}
        </button>
      }
    >
      <p>{say('store.eraseGoes')}</p>
      <p className="quiet small">{say('store.eraseStays')}</p>
      <TakeCopy label={say('store.takeoutBefore')} isAside />
      <label className="row" style={{ justifyContent: 'flex-start', marginTop: 12 }}>
        <input
          type="checkbox"
          checked={isUnderstood}
          onChange={(event) => setUnderstood(event.target.checked)}
        />
        {say('store.eraseUnderstood')}
      </label>
      {erase.error && (
        <p className="form-error" role="alert">
          {isOpenOrder ? say('store.eraseOpenOrder') : refusalText(erase.error)}
        </p>
      )}
    </Sheet>
  );
}
