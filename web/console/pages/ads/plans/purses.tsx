import { Button } from '@douyinfe/semi-ui-19';
import { useState } from 'react';
import type { AdAccountView } from '#ads/contract';
import { PlainSelect } from '../../../../ui/form/plain-select.tsx';
import { useLanguage } from '../../../../ui/language/language.tsx';
import { fullNumber, shortNumber } from '../../../../ui/metric/number-text.ts';
import { TopUpDialog } from './top-up-dialog.tsx';

type Props = { readonly purses: readonly AdAccountView[]; readonly mayWrite: boolean };

/** The purse of every shop: what is in it, and what of it servers hold for clicks to come. */
export function Purses({ purses, mayWrite }: Props) {
  const { say, language } = useLanguage();
  const [filling, setFilling] = useState<AdAccountView | null>(null);
  const opened = purses.filter(({ id }) => id !== null);
  const others = purses.filter(({ id }) => id === null);
  return (
    <section className="ads-purses" aria-label={say('ads.purses')}>
      {opened.map((purse) => {
        const form = { unit: 'money' as const, currency: purse.currency, language };
        return (
          <article key={purse.shopId} className="card ads-purse">
            <h2>{purse.shopName}</h2>
            <p className="ads-balance number" title={fullNumber(purse.balance, form)}>
              {shortNumber(purse.balance, form)}
            </p>
            <p className="quiet">
              {say('ads.spentToday', { amount: shortNumber(purse.spentToday, form) })}
              {purse.held > 0 ? ` · ${say('ads.held', { amount: shortNumber(purse.held, form) })}` : ''}
            </p>
            {mayWrite ? (
              <Button size="small" onClick={() => setFilling(purse)}>
                {say('ads.topUp')}
              </Button>
            ) : null}
          </article>
        );
      })}
      {mayWrite && others.length > 0 ? (
        <article className="card ads-purse">
          <h2>{say(opened.length === 0 ? 'ads.firstPurse' : 'ads.otherPurse')}</h2>
          <p className="quiet">{say('ads.purseText')}</p>
          <PlainSelect
            aria-label={say('ads.otherPurse')}
            value={null}
            nothing={say('ads.chooseShop')}
            options={others.map(({ shopId, shopName }) => ({ value: shopId, label: shopName }))}
            onChoose={(chosen) => setFilling(others.find(({ shopId }) => shopId === chosen) ?? null)}
          />
        </article>
      ) : null}
      {filling ? <TopUpDialog purse={filling} onClose={() => setFilling(null)} /> : null}
    </section>
  );
}
