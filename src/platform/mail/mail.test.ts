import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { isPlainAddress, mailServerOf, SmtpRefused, sendMail } from './index.ts';
import { wireMessage } from './mail-message.ts';

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

type Script = { readonly offers?: readonly string[]; readonly refuse?: RegExp };

/** A mail server in the few words of RFC 5321 that a sender meets; it keeps all it heard. */
async function mailServer({ offers = [], refuse }: Script = {}) {
  const heard: string[] = [];
  const server = createServer((socket) => talk(socket));
  const talk = (socket: Socket) => {
    let inData = false;
    let text = '';
    socket.write('220 test ESMTP\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      text += chunk;
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end);
        text = text.slice(end + 2);
        heard.push(line);
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          socket.write('250 taken\r\n');
        } else if (refuse?.test(line)) socket.write('550 5.7.1 no thanks\r\n');
        else if (line.startsWith('EHLO')) {
          // Two writes, so that a reply comes in pieces.
          socket.write('250-test greets you\r\n');
          setImmediate(() =>
            socket.write([...offers.map((offer) => `250-${offer}\r\n`), '250 SIZE 1000\r\n'].join('')),
          );
        } else if (line.startsWith('AUTH')) socket.write('235 welcome\r\n');
        else if (line === 'DATA') {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (line === 'STARTTLS') {
          // Says yes and then goes on in the open, as somebody in between would.
          socket.write('220 go ahead\r\n250 test\r\n');
        } else if (line !== 'QUIT') socket.write('250 fine\r\n');
      }
    });
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  return { heard, url: `smtp://127.0.0.1:${port}`, port };
}

const message = {
  from: 'meadow@example.com',
  recipient: 'wang@example.com',
  subject: 'Meadow: 重设密码',
  body: '.\n..dots\n王芳 your link: https://example.com/?a=b\n',
};

describe('a mail', () => {
  it('is handed over whole, in any language, with lines that begin with dots', async () => {
    const server = await mailServer();
    await sendMail(mailServerOf(server.url), message);
    expect(server.heard).toContain('RCPT TO:<wang@example.com>');
    const from = server.heard.indexOf('') + 1;
    const body = server.heard.slice(from, server.heard.indexOf('.', from)).join('');
    expect(Buffer.from(body, 'base64').toString('utf8')).toBe(message.body);
    const subject = server.heard.find((line) => line.startsWith('Subject: '))?.slice(9) ?? '';
    expect(Buffer.from(/B\?(.*)\?=/.exec(subject)?.[1] ?? '', 'base64').toString('utf8')).toBe(
      message.subject,
    );
  });

  it('is sent under a name and password when the server is on this machine', async () => {
    const server = await mailServer({ offers: ['AUTH PLAIN'] });
    await sendMail(mailServerOf(server.url.replace('//', '//me%40x:s%3Acret@')), message);
    const login = server.heard.find((line) => line.startsWith('AUTH PLAIN '))?.slice(11) ?? '';
    expect(Buffer.from(login, 'base64').toString()).toBe('\0me@x\0s:cret');
  });

  it('that is refused says in the server’s words why', async () => {
    const server = await mailServer({ refuse: /^RCPT/ });
    const sending = sendMail(mailServerOf(server.url), message);
    await expect(sending).rejects.toThrow(SmtpRefused);
    await expect(sending).rejects.toThrow('refused the recipient: 550 5.7.1 no thanks');
  });

  it('is not sent in the open once the server promised TLS', async () => {
    const server = await mailServer({ offers: ['STARTTLS'] });
    const sending = sendMail(mailServerOf(server.url), message, 500);
    await expect(sending).rejects.toThrow('promised TLS and fell silent');
    expect(server.heard.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it('fails at once when nobody listens', async () => {
    await expect(sendMail(mailServerOf('smtp://127.0.0.1:9'), message)).rejects.toThrow(/ECONNREFUSED/);
  });

  it('to an address with a second line or recipient in it is not sent', async () => {
    for (const recipient of [
      'a@b.com\r\nRCPT TO:<c@d.com>',
      'a@b.com,c@d.com',
      'a@b.com> SIZE=1',
      'nobody',
      '',
    ]) {
      expect(isPlainAddress(recipient), recipient).toBe(false);
      await expect(sendMail(mailServerOf('smtp://127.0.0.1:9'), { ...message, recipient })).rejects.toThrow(
        'plain',
      );
    }
  });
});

it('no subject and no body can add a header, end the message or overlong a line', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.string({ maxLength: 500 }),
      (subject, body) => {
        const lines = wireMessage({ ...message, subject, body }, new Date(0), 'id').split('\r\n');
        const headers = lines.slice(0, lines.indexOf(''));
        expect(headers.filter((line) => /^[A-Z][\w-]*:/.test(line))).toHaveLength(9);
        expect(lines.every((line) => line.length <= 998 && !line.startsWith('.'))).toBe(true);
      },
    ),
  );
});

it('a mail address of a server gives its usual ports', () => {
  expect(mailServerOf('smtp://mail.example.com')).toMatchObject({ port: 587, secure: false, user: null });
  expect(mailServerOf('smtps://u:p@mail.example.com')).toMatchObject({ port: 465, secure: true, user: 'u' });
});
