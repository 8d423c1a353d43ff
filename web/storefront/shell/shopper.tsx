import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext } from 'react';
import type { ShopperView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { Failure, Waiting } from '../ui/states.tsx';
import './stage.css';

const ShopperContext = createContext<ShopperView | null>(null);
export const shopperKey = ['shopper'];

/** Begins a guest's session before anything else is asked; every visitor is a shopper from the first request on. */
export function ShopperGate({ children }: { children: ReactNode }) {
  const { language } = useLanguage();
  const session = useQuery({
    queryKey: shopperKey,
    queryFn: async () => {
      const begun = await request<{ shopper: ShopperView }>('/api/storefront/session', {
        body: { locale: language },
      });
      return begun.shopper;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (session.data) return <ShopperContext value={session.data}>{children}</ShopperContext>;
  return (
    <div className="frame">
      <div className="stage">
        {session.error ? <Failure error={session.error} again={() => session.refetch()} /> : <Waiting />}
      </div>
    </div>
  );
}

export function useShopper(): ShopperView {
  const shopper = useContext(ShopperContext);
  if (!shopper) throw new Error('useShopper is called outside ShopperGate');
  return shopper;
}

/** After signing in or out everything that was known belongs to somebody else. */
export function useChangeShopper(): (shopper: ShopperView) => void {
  const client = useQueryClient();
  return (shopper) => {
    // Not cleared: whoever watches a question that is taken away would go on showing its last answer.
    client.setQueryData(shopperKey, shopper);
    client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== shopperKey[0] });
  };
}
