import { newId } from '#kernel/ids';
import type { Records } from '#platform/records';
import type { Mail, PostMail } from './mail.ts';

/**
 * The default delivery, for an instance without a mail server: the mail is kept in `mails` and told to
 * whoever reads the log, because a reset link that nobody can read would lock its owner out.
 */
export function keepMails(records: Records, tell: (mail: Mail) => void): PostMail {
  return async (mail) => {
    await records.market((trx) =>
      trx
        .insertInto('mails')
        .values({ id: newId('mail'), ...mail })
        .execute(),
    );
    tell(mail);
  };
}
