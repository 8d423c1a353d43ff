import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Address, readAddress, type Search, writeAddress } from './address.ts';

export type Changes = Readonly<Record<string, string | undefined>>;

/** The search part of the address, and how to change parts of it on the same page. */
export function useSearchParts(): [Search, (changes: Changes, options?: { replace?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = useCallback(
    (changes: Changes, options: { replace?: boolean } = {}) => {
      void navigate({
        to: '.',
        search: ((before: Search) => ({ ...before, ...changes })) as never,
        replace: options.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return [search, change];
}

/** Where, when and compared with what; see `address.ts`. */
export function useAddress(): [Address, (changes: Partial<Address>) => void] {
  const [search, change] = useSearchParts();
  const address = useMemo(() => readAddress(search), [search]);
  const set = useCallback(
    (changes: Partial<Address>) => change(writeAddress({ ...address, ...changes })),
    [address, change],
  );
  return [address, set];
}
