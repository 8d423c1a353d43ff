import { useNavigate } from '@tanstack/react-router';
import type { Search } from '../address/address.ts';
import { keptSearch } from '../address/page-link.tsx';
import { useDictionary } from '../api/metrics.ts';
import { useLanguage } from '../language/language.tsx';
import { type MessageKey, messages } from '../language/messages.ts';
import { useTheme } from '../theme/theme.tsx';
import type { Command } from './find-commands.ts';
import { isOffered, type PageEntry } from './page-entry.ts';
import { useScope } from './scope.tsx';
import { useFoundOrders } from './use-found-orders.ts';

/** Everything that can be reached, in the order in which it is offered before anything is typed. */
export function useCommands(pages: readonly PageEntry[], text: string): Command[] {
  const { say, language, speak } = useLanguage();
  const { mode, choose } = useTheme();
  const scope = useScope();
  const { structure } = scope;
  const navigate = useNavigate();
  const dictionary = useDictionary().data;
  const orders = useFoundOrders(text);
  const go = (to: string, search: Search = {}) =>
    void navigate({ to, search: ((before: Search) => ({ ...keptSearch(before), ...search })) as never });
  const place = (
    kind: 'brand' | 'shop' | 'account',
    one: { readonly id: string; readonly name: string },
  ) => ({
    id: one.id,
    name: one.name,
    hint: say(`palette.${kind}`),
    words: `${one.id} ${inBoth(`palette.${kind}`)}`,
    run: () => go('.', { brand: undefined, shop: undefined, account: undefined, [kind]: one.id }),
  });
  return [
    ...orders.map((order) => ({
      id: order.id,
      name: say('palette.order', { id: order.externalId ?? order.id }),
      hint: order.externalId ? order.id : '',
      // What was typed found it, so it is offered whatever the words.
      words: text,
      run: () => go('.', { order: order.id }),
    })),
    ...byId(text, say, go),
    ...pages
      .filter((page) => isOffered(page, scope))
      .map((page) => ({
        id: page.path,
        name: say(page.title),
        hint: say('palette.page'),
        words: `${page.path} ${inBoth(page.title)}`,
        run: () => go(page.path),
      })),
    {
      id: 'theme',
      name: say(mode === 'dark' ? 'palette.light' : 'palette.dark'),
      hint: say('palette.action'),
      words: `theme ${inBoth('palette.light')} ${inBoth('palette.dark')}`,
      run: () => choose(mode === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      name: say('palette.language'),
      hint: say('palette.action'),
      words: `language ${inBoth('palette.language')} ${inBoth('person.language')}`,
      run: () => speak(language === 'zh' ? 'en' : 'zh'),
    },
    ...structure.shops.map((shop) => place('shop', shop)),
    ...structure.brands.map((brand) => place('brand', brand)),
    ...structure.accounts.map((account) => place('account', account)),
    ...(dictionary?.metrics ?? []).map((metric) => ({
      id: metric.id,
      name: metric.names[language],
      hint: `${say('palette.metric')} · ${metric.id}`,
      words: `${metric.id} ${metric.names.zh} ${metric.names.en}`,
      run: () => go('/cockpit', { explain: metric.id }),
    })),
  ];
}

/** A text in both languages: a person may type either, whatever the page speaks. */
const inBoth = (key: MessageKey) => `${messages.zh[key]} ${messages.en[key]}`;

type Place = { readonly title: MessageKey; readonly path: string; readonly search: Search };
const placeOfId: Readonly<Record<string, (id: string) => Place>> = {
  imp: (id) => ({ title: 'palette.import', path: `/data/imports/${id}`, search: {} }),
  evt: (id) => ({ title: 'palette.event', path: '/data/quarantine', search: { item: id } }),
};

/** Things that are known by their id alone: whoever pastes one goes there. */
function byId(
  text: string,
  say: ReturnType<typeof useLanguage>['say'],
  go: (to: string, search: Search) => void,
): Command[] {
  const [, id, kind] = /^\s*((imp|evt)_[0-9a-z]{26})\s*$/.exec(text) ?? [];
  const place = kind === undefined || id === undefined ? undefined : placeOfId[kind]?.(id);
  if (place === undefined || id === undefined) return [];
  const { title, path, search } = place;
  return [{ id, name: say(title, { id }), hint: '', words: id, run: () => go(path, search) }];
}
