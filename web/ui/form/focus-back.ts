/**
 * Gives the keyboard its place back when something that lay over the page is closed: to what opened it, or, where that
 * is gone, to what is in front now.
 */
export function focusBack(opener: Element | null): void {
  if (opener instanceof HTMLElement && opener !== document.body) {
    opener.focus();
    if (document.activeElement === opener) return;
  }
  const above = [...document.querySelectorAll('dialog[open]')].at(-1);
  (above?.querySelector<HTMLElement>('.dialog-close') ?? document.getElementById('page'))?.focus();
}
