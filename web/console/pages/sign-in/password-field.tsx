import type { ComponentProps } from 'react';
import { TextField } from '../../../ui/form/text-field.tsx';
import { useSay } from '../../../ui/language/language.tsx';

type Props = Omit<ComponentProps<typeof TextField>, 'mode' | 'type'>;

/** A password that can be looked at while it is typed. */
export function PasswordField(props: Props) {
  return <TextField mode="password" maxLength={128} {...props} />;
}

/** One that is being chosen: says what makes it good, and lets a password manager make it. */
export function NewPasswordField(props: Props) {
  const say = useSay();
  return <PasswordField autoComplete="new-password" help={say('auth.passwordHelp')} {...props} />;
}
