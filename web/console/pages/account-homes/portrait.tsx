/** The portrait of an account, or the first character of its name. */
export function Portrait({ name, src }: { name: string; src: string | null }) {
  return (
    <span className="portrait">{src ? <img src={src} alt="" /> : <b aria-hidden>{[...name][0]}</b>}</span>
  );
}
