import { dateLocaleOf, type Language } from '../../../../ui/language/messages.ts';

export function monthText(month: string, language: Language): string {
  return new Intl.DateTimeFormat(dateLocaleOf(language), {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(new Date(`${month}-01T00:00:00Z`));
}
