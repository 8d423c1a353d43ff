import { type AddressInfo, createServer } from 'node:net';
import { expect, it } from 'vitest';
import { mailServerOf } from '#platform/mail';
import { deliverMails, type Mail, senderOf } from './mail.ts';

const mail: Mail = { recipient: 'wang@example.com', subject: 'S', body: 'B' };

/** A mail server that answers the greeting with these codes, one per connection. */
async function greeterOf(codes: number[]) {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.end(`${codes.shift() ?? 421} hello\r\n`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { server: mailServerOf(url), connections: () => connections, close: () => server.close() };
}

/** What is told in the end, and how long each pause was. */
async function delivery(codes: number[]) {
  const greeter = await greeterOf(codes);
  const pauses: number[] = [];
  const told = await new Promise<{ mail: Mail; error: unknown }>((resolve) => {
    const pause = async (ms: number) => void pauses.push(ms);
    const tell = (lost: Mail, error: unknown) => resolve({ mail: lost, error });
    void deliverMails({ server: greeter.server, from: 'm@example.com', tell, pause })(mail);
  });
  greeter.close();
  return { told, pauses, connections: greeter.connections() };
}

it('a mail that a server cannot take now is tried again, and told to the operator in the end', async () => {
  const { told, pauses, connections } = await delivery([421, 421, 421, 421]);
  expect(told.mail).toEqual(mail);
  expect(pauses).toEqual([1_000, 10_000, 60_000]);
  expect(connections).toBe(4);
});

it('a mail that a server refuses for good is told at once', async () => {
  const { told, pauses } = await delivery([554]);
  expect(String(told.error)).toContain('554 hello');
  expect(pauses).toEqual([]);
});

it('the sender is the account of the mail server, else an address of the instance', () => {
  const baseUrl = 'https://growth.example.com';
  expect(senderOf(mailServerOf('smtp://no-reply%40example.com:p@mail.example.com'), baseUrl)).toBe(
    'no-reply@example.com',
  );
  expect(senderOf(mailServerOf('smtp://mailer:p@mail.example.com'), baseUrl)).toBe(
    'meadow@growth.example.com',
  );
});
