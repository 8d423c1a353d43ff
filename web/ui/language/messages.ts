import en from '../../messages/en.json' with { type: 'json' };
import zh from '../../messages/zh.json' with { type: 'json' };

export type Language = 'zh' | 'en';
export type MessageKey = keyof typeof en;

/** The locale of days and times; English ones as most of the world writes them, the day before the month. */
export const dateLocaleOf = (language: Language) => (language === 'zh' ? 'zh-CN' : 'en-GB');

export const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, zh };

/** For keys made from data, such as the name of a channel: null when nobody has named it. */
export function messageOrNull(language: Language, key: string): string | null {
  return (messages[language] as Readonly<Record<string, string>>)[key] ?? null;
}

/** The language a browser asks for; Chinese in any variety, otherwise English. */
export function preferredLanguage(asked: readonly string[]): Language {
  return asked[0]?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}
