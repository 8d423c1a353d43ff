import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { ShopperView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useLanguage } from '../../ui/language/language.tsx';
import { useChangeShopper, useShopper } from '../shell/shopper.tsx';
import { Bar } from '../ui/bar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { useToast } from '../ui/toast.tsx';
import { useFieldTexts, useRefusalText } from '../ui/use-refusal-text.ts';
import { EraseSheet } from './erase-sheet.tsx';
import { TakeoutSheet } from './takeout-sheet.tsx';

export function MePage() {
  const { say, language, speak } = useLanguage();
  const shopper = useShopper();
  const change = useChangeShopper();
  const toast = useToast();
  const [naming, setNaming] = useState(false);
  const [taking, setTaking] = useState(false);
  const [erasing, setErasing] = useState(false);
  const leave = useMutation({
    mutationFn: () => request<unknown>('/api/storefront/sign-out', { method: 'POST' }),
    // The next session is a new guest's: the page begins it as on a first visit.
    onSuccess: () => window.location.assign('/'),
    onError: () => toast(say('store.notTaken')),
  });
  const speakOther = () => {
    const other = language === 'zh' ? 'en' : 'zh';
    speak(other);
    request<ShopperView>('/api/storefront/me', { method: 'PATCH', body: { locale: other } }).catch(
      () => undefined,
    );
  };
  const to = (label: string) => (
    <>
      {label}
      <span aria-hidden="true">›</span>
    </>
  );
  const row = (inside: ReactNode) => <li className="me-row">{inside}</li>;
  return (
    <>
      <Bar title={say('store.me')} back={false} />
      <section className="card">
        <div className="row">
          <span>
            <b>{shopper.nickname ?? say(shopper.isGuest ? 'store.guest' : 'store.you')}</b>{' '}
            {shopper.simulated && <span className="mark">{say('store.simulated')}</span>}
            <span className="quiet small" style={{ display: 'block' }}>
              {say(shopper.isGuest ? 'store.guestText' : 'store.signedIn')}
            </span>
          </span>
          <button type="button" className="button button-small" onClick={() => setNaming(true)}>
            {say('store.nickname')}
          </button>
        </div>
        {shopper.isGuest && (
          <Link to="/sign-in" className="button button-main button-wide" style={{ marginTop: 12 }}>
            {say('store.signInOrUp')}
          </Link>
        )}
      </section>
      <ul className="card" style={{ listStyle: 'none' }}>
        {row(<Link to="/orders">{to(say('store.orders'))}</Link>)}
        {row(<Link to="/me/coupons">{to(say('store.myCoupons'))}</Link>)}
        {row(<Link to="/me/addresses">{to(say('store.addresses'))}</Link>)}
        {row(<Link to="/following">{to(say('store.following'))}</Link>)}
        {row(
          <button type="button" onClick={speakOther}>
            {say(language === 'zh' ? 'language.en' : 'language.zh')}
          </button>,
        )}
        {row(<a href="/console">{to(say('store.toConsole'))}</a>)}
        {!shopper.isGuest &&
          row(
            <button type="button" onClick={() => leave.mutate()} disabled={leave.isPending}>
              {say('store.signOut')}
            </button>,
          )}
        {row(
          <button type="button" onClick={() => setTaking(true)}>
            {say('store.takeout')}
          </button>,
        )}
        {row(
          <button type="button" onClick={() => setErasing(true)}>
            {say('store.erase')}
          </button>,
        )}
      </ul>
      {taking && <TakeoutSheet onClose={() => setTaking(false)} />}
      {erasing && <EraseSheet onClose={() => setErasing(false)} />}
      {naming && (
        <NicknameSheet
          shopper={shopper}
          onClose={() => setNaming(false)}
          onKept={(now) => {
            change(now);
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

type NicknameProps = {
  readonly shopper: ShopperView;
  readonly onClose: () => void;
  readonly onKept: (shopper: ShopperView) => void;
};

function NicknameSheet({ shopper, onClose, onKept }: NicknameProps) {
  const { say } = useLanguage();
  const refusalText = useRefusalText();
  const fieldTexts = useFieldTexts();
  const [nickname, setNickname] = useState(shopper.nickname ?? '');
  const keep = useMutation({
    mutationFn: () =>
      request<ShopperView>('/api/storefront/me', { method: 'PATCH', body: { nickname: nickname.trim() } }),
    onSuccess: onKept,
  });
  return (
    <Sheet title={say('store.nickname')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          keep.mutate();
        }}
      >
        <label className="field">
          <span>{say('store.nicknameHelp')}</span>
          <input
            required
            maxLength={40}
            value={nickname}
            onChange={(event) => setNickname(event.target.value)}
          />
        </label>
        {keep.error && (
          <p className="form-error" role="alert">
            {fieldTexts(keep.error).get('nickname') ?? refusalText(keep.error)}
          </p>
        )}
        <button
          type="submit"
          className="button button-main button-wide"
          disabled={keep.isPending || nickname.trim() === ''}
        >
          {say('store.keep')}
        </button>
      </form>
    </Sheet>
  );
}
