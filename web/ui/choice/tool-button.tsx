import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import './choice.css';

type Props = ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
};

/** A quiet button of a toolbar. A plain element, so menus and tooltips can be hung on it. */
export function ToolButton({ icon, children, className, ...rest }: Props) {
  return (
    <button type="button" className={`tool-button ${className ?? ''}`} {...rest}>
      {icon}
      {children}
    </button>
  );
}
