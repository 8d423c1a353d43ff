import type { AccountId } from '#kernel/ids';
import type { FeedAccount, FeedEntry, FeedRow } from './feed-entry.ts';
import { PublishedVideos } from './published-videos.ts';

/** What the index holds: videos under their accounts, as the latest answers of the records have them. Pure. */
export class FeedContents {
  readonly videos = new PublishedVideos<FeedEntry>();
  /** Videos of accounts that are archived, or younger than the last look at accounts. */
  readonly #aside = new Map<string, FeedRow>();
  #accounts: ReadonlyMap<AccountId, FeedAccount> = new Map();
  readonly #categories = new Map<string, string>();
  readonly #videoNumbers = new Map<string, number>();
  readonly #accountNumbers = new Map<string, number>();
  readonly #productNumbers = new Map<string, number>();

  account = (id: AccountId): FeedAccount | undefined => this.#accounts.get(id);

  /** All that is published, in the place of whatever was known. */
  takeEverything(rows: readonly FeedRow[], accounts: readonly FeedAccount[]): void {
    this.#accounts = byId(accounts);
    const here = new Set<string>(rows.map(({ id }) => id));
    const known = [...this.videos.published().map(({ id }) => id), ...this.#aside.keys()];
    this.#settle(
      known.filter((id) => !here.has(id)),
      rows,
    );
  }

  /** Of the videos that were asked for, those that are published; the others are gone. */
  takeVideos(asked: readonly string[], rows: readonly FeedRow[]): void {
    const here = new Set<string>(rows.map(({ id }) => id));
    this.#settle(
      asked.filter((id) => !here.has(id)),
      rows,
    );
  }

  /** Accounts as they are now; only the videos of those that changed are touched. */
  takeAccounts(accounts: readonly FeedAccount[]): void {
    const before = this.#accounts;
    this.#accounts = byId(accounts);
    const changed = new Set(
      [...new Set([...before.keys(), ...this.#accounts.keys()])].filter(
        (id) => JSON.stringify(before.get(id)) !== JSON.stringify(this.#accounts.get(id)),
      ),
    );
    if (changed.size === 0) return;
    const shown = [...changed].flatMap((id) => this.videos.ofAccount(id));
    const hidden = [...this.#aside.values()].filter(({ accountId }) => changed.has(accountId));
    this.#settle([], [...shown, ...hidden]);
  }

  #settle(gone: readonly string[], rows: readonly FeedRow[]): void {
    for (const id of gone) this.#aside.delete(id);
    const come: FeedEntry[] = [];
    const hidden: string[] = [];
    for (const row of rows) {
      const account = this.#accounts.get(row.accountId);
      if (account) {
        this.#aside.delete(row.id);
        const { id: accountId, organizationId, shopId, accountType } = account;
        const category = row.category === null ? null : this.#one(row.category);
        come.push({
          ...row,
          number: numberIn(this.#videoNumbers, row.id),
          accountId,
          accountNumber: numberIn(this.#accountNumbers, accountId),
          productNumbers: row.productIds.map((id) => numberIn(this.#productNumbers, id)),
          organizationId,
          shopId,
          accountType,
          category,
          account,
        });
      } else {
        this.#aside.set(row.id, row);
        hidden.push(row.id);
      }
    }
    this.videos.change([...gone, ...hidden], come);
  }

  /** A hundred thousand videos are of some hundred categories: they share the text, as they share their account's. */
  #one(category: string): string {
    const known = this.#categories.get(category);
    if (known !== undefined) return known;
    this.#categories.set(category, category);
    return category;
  }
}

/** One that comes again has the number that it had. */
function numberIn(numbers: Map<string, number>, id: string): number {
  const known = numbers.get(id);
  if (known !== undefined) return known;
  numbers.set(id, numbers.size);
  return numbers.size - 1;
}

const byId = (accounts: readonly FeedAccount[]): ReadonlyMap<AccountId, FeedAccount> =>
  new Map(accounts.map((account) => [account.id, account]));
