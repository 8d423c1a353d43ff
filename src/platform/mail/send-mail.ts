import { connect as connectPlain, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { isPlainAddress, type MailMessage, wireMessage } from './mail-message.ts';
import { SmtpDialogue } from './smtp-dialogue.ts';

/** A server that says nothing for this long is given up. */
const quietMsDefault = 15_000;

export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps); else by STARTTLS where the server offers it. */
  readonly secure: boolean;
  readonly user: string | null;
  readonly password: string | null;
};

export function mailServerOf(mailUrl: string): MailServer {
  const url = new URL(mailUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port ? Number(url.port) : secure ? 465 : 587,
    secure,
    user: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
  };
}

/**
 * Hands one message to a mail server (RFC 5321, STARTTLS RFC 3207, AUTH PLAIN RFC 4954). Resolves when the
 * server has taken it; rejects with `SmtpRefused` or the socket's error. A password is only ever sent
 * through TLS, except to this very machine.
 */
export async function sendMail(
  server: MailServer,
  message: MailMessage,
  quietMsMax: number = quietMsDefault,
): Promise<void> {
  if (!isPlainAddress(message.from) || !isPlainAddress(message.recipient)) {
    throw new Error('A mail needs one plain address on each side.');
  }
  let socket = await open(server, quietMsMax);
  try {
    let dialogue = new SmtpDialogue(socket, quietMsMax);
    await dialogue.ask('the greeting', null, 220);
    let offers = await dialogue.ask('EHLO', 'EHLO meadow', 250);
    if (!server.secure && offers.lines.some((line) => /^STARTTLS\b/i.test(line))) {
      await dialogue.ask('STARTTLS', 'STARTTLS', 220);
      socket = await wrap(dialogue.detach(), server.host, quietMsMax);
      dialogue = new SmtpDialogue(socket, quietMsMax);
      offers = await dialogue.ask('EHLO', 'EHLO meadow', 250);
    }
    if (server.user !== null) {
      if (!('encrypted' in socket) && !isLoopback(server.host)) {
        throw new Error(
          'The mail server offers no TLS, so it gets no password: use smtps:// or another server.',
        );
      }
      const login = Buffer.from(`\0${server.user}\0${server.password ?? ''}`).toString('base64');
      await dialogue.ask('the password', `AUTH PLAIN ${login}`, 235);
    }
    await dialogue.ask('the sender', `MAIL FROM:<${message.from}>`, 250);
    await dialogue.ask('the recipient', `RCPT TO:<${message.recipient}>`, 250);
    await dialogue.ask('DATA', 'DATA', 354);
    await dialogue.ask('the message', `${wireMessage(message, new Date())}.`, 250);
    socket.end('QUIT\r\n');
  } finally {
    socket.destroySoon();
  }
}

function open({ host, port, secure }: MailServer, quietMsMax: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = secure ? connectTls({ host, port, ...nameOf(host) }) : connectPlain({ host, port });
    socket.setTimeout(quietMsMax, () => socket.destroy(new Error('The mail server does not answer.')));
    socket.once('error', reject);
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

function wrap(plain: Socket, host: string, quietMsMax: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTls({ socket: plain, host, ...nameOf(host) });
    // What befalls the socket below is told by the one above it.
    plain.on('error', () => undefined);
    plain.removeAllListeners('timeout');
    plain.setTimeout(quietMsMax, () =>
      socket.destroy(new Error('The mail server promised TLS and fell silent.')),
    );
    socket.once('error', reject);
    socket.once('secureConnect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
  });
}

/** TLS names hosts, never addresses (RFC 6066); a certificate is checked against either. */
function nameOf(host: string): { servername?: string } {
  return isIP(host) ? {} : { servername: host };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
