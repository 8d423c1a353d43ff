import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { ShopperView } from '#shop/contract';
import { request } from '../../ui/api/request.ts';
import { useSay } from '../../ui/language/language.tsx';
import { useChangeShopper } from '../shell/shopper.tsx';
import { Bar } from '../ui/bar.tsx';
import { useFieldTexts, useRefusalText } from '../ui/use-refusal-text.ts';

/** Signing up keeps the guest with cart and orders; signing in hands the guest's cart over. */
export function SignInPage() {
  const say = useSay();
  const navigate = useNavigate();
  const change = useChangeShopper();
  const [isNew, setIsNew] = useState(false);
  const [values, setValues] = useState({ email: '', password: '', nickname: '' });
  const send = useMutation({
    mutationFn: () => {
      const { nickname, ...both } = values;
      return isNew
        ? request<{ shopper: ShopperView }>('/api/storefront/sign-up', {
            body: { ...both, ...(nickname.trim() ? { nickname: nickname.trim() } : {}) },
          })
        : request<{ shopper: ShopperView }>('/api/storefront/sign-in', { body: both });
    },
    onSuccess: async ({ shopper }) => {
      change(shopper);
      await navigate({ to: '/me', replace: true });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const complaints = useFieldTexts()(send.error);
  const refusalText = useRefusalText();
  const field = (name: keyof typeof values, type: string, autoComplete: string, required = true) => (
    <label className="field">
      <span>{say(`store.${name}`)}</span>
      <input
        type={type}
        required={required}
        autoComplete={autoComplete}
        value={values[name]}
        aria-invalid={complaints.has(name)}
        onChange={(event) => setValues({ ...values, [name]: event.target.value })}
      />
      {complaints.has(name) && <p className="field-error">{complaints.get(name)}</p>}
    </label>
  );
  return (
    <>
      <Bar title={say(isNew ? 'store.signUp' : 'store.signIn')} />
      <form className="card" onSubmit={submit}>
        {field('email', 'email', 'email')}
        {field('password', 'password', isNew ? 'new-password' : 'current-password')}
        {isNew && field('nickname', 'text', 'nickname', false)}
        {send.error && complaints.size === 0 && (
          <p className="form-error" role="alert">
            {refusalText(send.error)}
          </p>
        )}
        <button type="submit" className="button button-main button-wide" disabled={send.isPending}>
          {say(isNew ? 'store.signUp' : 'store.signIn')}
        </button>
        <button
          type="button"
          className="button button-wide"
          style={{ marginTop: 10 }}
          onClick={() => {
            setIsNew(!isNew);
            send.reset();
          }}
        >
          {say(isNew ? 'store.haveAccount' : 'store.newHere')}
        </button>
      </form>
    </>
  );
}
