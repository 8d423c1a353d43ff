import { randomUUID } from 'node:crypto';

export type MailMessage = {
  readonly from: string;
  readonly recipient: string;
  readonly subject: string;
  /** Plain text of any language. */
  readonly body: string;
};

/** Whether the text is one plain address: nothing that could smuggle in a second line or recipient. */
export function isPlainAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s<>,;:"()[\]\\@\p{Cc}]+@[^\s<>,;:"()[\]\\@\p{Cc}]+$/u.test(text);
}

/**
 * The message as it goes over the wire (RFC 5322 with MIME): subject and body in base64, so that any language
 * passes servers of any age, and no line of ours can begin with a dot or be too long.
 */
export function wireMessage(message: MailMessage, now: Date, id: string = randomUUID()): string {
  const domain = message.from.slice(message.from.lastIndexOf('@') + 1);
  return [
    `From: Meadow <${message.from}>`,
    `To: <${message.recipient}>`,
    `Subject: ${encodedWords(message.subject)}`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${id}@${domain}>`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    'Auto-Submitted: auto-generated',
    '',
    ...(Buffer.from(message.body, 'utf8')
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n');
}

/** RFC 2047: words of at most 75 characters, each holding whole characters. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let word = '';
  for (const character of text) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  words.push(word);
  return words.map((part) => `=?utf-8?B?${Buffer.from(part, 'utf8').toString('base64')}?=`).join('\r\n ');
}
