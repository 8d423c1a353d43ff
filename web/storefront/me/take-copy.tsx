import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../ui/language/language.tsx';
import { bytesText } from '../../ui/metric/bytes-text.ts';
import { useRefusalText } from '../ui/use-refusal-text.ts';
import { downloadMe } from './download-me.ts';

type Props = {
  readonly label: string;
  /** Beside something else that the sheet is for. */
  readonly isAside?: boolean;
};

/** Downloads everything that is kept of the shopper; says how far it is, what came, or why not. Stops when it is left. */
export function TakeCopy({ label, isAside = false }: Props) {
  const { say } = useLanguage();
  const refusalText = useRefusalText();
  const [bytes, setBytes] = useState(0);
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const take = useMutation({
    mutationFn: () => {
      const leave = new AbortController();
      leaving.current = leave;
      setBytes(0);
      return downloadMe(setBytes, leave.signal);
    },
  });
  const says = take.isPending
    ? say('store.takeoutComing', { size: bytesText(bytes) })
    : take.error
      ? say('store.takeoutAgain')
      : label;
  return (
    <>
      <button
        type="button"
        className={isAside ? 'button button-wide' : 'button button-main button-wide'}
        disabled={take.isPending}
        onClick={() => take.mutate()}
      >
        {says}
      </button>
      <div role="status">
        {take.data && (
          <p className="quiet small">
            {say('store.takeoutCame', { name: take.data.name, size: bytesText(take.data.bytes) })}
          </p>
        )}
      </div>
      {take.error && (
        <p className="form-error" role="alert">
          {refusalText(take.error)}
        </p>
      )}
    </>
  );
}
