/** What is typed into a long form, kept in this tab: a page that is left or reloaded finds it again. */
const nameOf = (draft: string) => `meadow.draft.${draft}`;

export function readDraft<Values>(draft: string): Values | null {
  try {
    return JSON.parse(sessionStorage.getItem(nameOf(draft)) ?? 'null') as Values | null;
  } catch {
    return null;
  }
}

export function writeDraft(draft: string, values: unknown): void {
  try {
    sessionStorage.setItem(nameOf(draft), JSON.stringify(values));
  } catch {
    // Storage may be full or forbidden; the form then only lives as long as the page.
  }
}

export function clearDraft(draft: string): void {
  try {
    sessionStorage.removeItem(nameOf(draft));
  } catch {
    // See above.
  }
}
