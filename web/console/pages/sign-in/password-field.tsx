import type { ComponentProps } from 'react';
import { TextField } from '../../../ui/form/text-field.tsx';

/** A password that can be looked at while it is typed. */
export function PasswordField(props: Omit<ComponentProps<typeof TextField>, 'mode' | 'type'>) {
  return <TextField mode="password" maxLength={128} {...props} />;
}
