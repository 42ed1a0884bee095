/** Words in two languages. */
import { en } from './en.ts';
import { zh, type MessageKey } from './zh.ts';

export type { MessageKey } from './zh.ts';
export type Lang = 'zh' | 'en';

export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;

const texts: Readonly<Record<Lang, Readonly<Record<MessageKey, string>>>> = { zh, en };

/** A function that gives the text of a key in this language, with `{name}` filled in. */
export function translator(lang: Lang): Translate {
  return (key, values = {}) =>
    texts[lang][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** Is there a text of this key? For keys made of data, such as an event's kind. */
export function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(zh, key);
}

/** Language tag for `lang` attributes and Intl. */
export function localeOf(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en-GB';
}

/** The word for a value that came with the data: its key if there is one, else the value itself. */
export function wordFor(t: Translate, group: string, value: string): string {
  const key = `${group}.${value}`;
  return isMessageKey(key) ? t(key) : value;
}
