import { isPlainAddress, type MailServer, SmtpRefused, sendMail } from '#platform/mail';

export type Mail = { readonly recipient: string; readonly subject: string; readonly body: string };

/** Takes a mail for delivery. */
export type PostMail = (mail: Mail) => Promise<void>;

/**
 * Delivery for an instance without a mail server: the mail is told to whoever reads the log, because a reset
 * link that nobody can read would lock its owner out. It is not kept in the records: a copy of the database
 * must not be a bundle of working links.
 */
export function tellMails(tell: (mail: Mail) => void): PostMail {
  return async (mail) => tell(mail);
}

const pausesMs = [1_000, 10_000, 60_000];

export type MailDelivery = {
  readonly server: MailServer;
  readonly from: string;
  /** Told of a mail that no attempt could deliver, so that an operator can pass it on by hand. */
  readonly tell: (mail: Mail, error: unknown) => void;
  readonly pause?: (ms: number) => Promise<void>;
};

/**
 * Delivery through a mail server, in the background: who waits for an answer must not learn from its time
 * whether a mail was sent. Tried again for a minute; what the server refuses for good (5xx) is not.
 */
export function deliverMails({ server, from, tell, pause = sleep }: MailDelivery): PostMail {
  const deliver = async (mail: Mail): Promise<void> => {
    for (const pauseMs of [...pausesMs, null]) {
      try {
        return await sendMail(server, { from, ...mail });
      } catch (error) {
        const isFinal = error instanceof SmtpRefused && error.code >= 500;
        if (pauseMs === null || isFinal) return tell(mail, error);
        await pause(pauseMs);
      }
    }
  };
  return async (mail) => void deliver(mail);
}

/** The sender: the account of the mail server where it is an address, else one of the instance's own host. */
export function senderOf(server: MailServer, baseUrl: string): string {
  if (server.user !== null && isPlainAddress(server.user)) return server.user;
  return `meadow@${new URL(baseUrl).hostname}`;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
