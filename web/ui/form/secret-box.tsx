import { CopyButton } from './copy-button.tsx';
import './form.css';

/** A text that is shown once, to be copied whole. */
export function SecretBox({ label, text }: { label: string; text: string }) {
  return (
    <div className="secret-box">
      <code data-secret>{text}</code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
