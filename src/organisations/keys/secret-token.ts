import { hash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * Secrets of keys and invitations: a prefix that says what it is (and lets secret scanners find a leaked
 * one), 256 random bits, and a CRC-32 so that a typing mistake or a guess never reaches the database.
 */
export const tokenPrefixes = {
  apiKey: 'mk',
  browserWriteKey: 'wkb',
  serverWriteKey: 'wks',
  invitation: 'ivt',
  shopperSession: 'css',
} as const;
export type TokenKind = keyof typeof tokenPrefixes;

const bodyLength = 43;
const checksumLength = 6;

export type FreshToken = {
  /** Shown once. */
  readonly secret: string;
  /** What is kept. */
  readonly hash: Buffer;
  /** First and last characters, by which people recognise a key. */
  readonly hint: string;
};

export function newToken(kind: TokenKind, random: Buffer = randomBytes(32)): FreshToken {
  const head = `${tokenPrefixes[kind]}_${random.toString('base64url')}`;
  const secret = head + checksum(head);
  return {
    secret,
    hash: hashToken(secret),
    hint: `${secret.slice(0, tokenPrefixes[kind].length + 5)}…${secret.slice(-4)}`,
  };
}

/** Whether the text could be a token of this kind, told without asking a store. */
export function isToken(kind: TokenKind, text: string): boolean {
  const headLength = tokenPrefixes[kind].length + 1 + bodyLength;
  if (text.length !== headLength + checksumLength) return false;
  if (!text.startsWith(`${tokenPrefixes[kind]}_`)) return false;
  const head = text.slice(0, headLength);
  return text.slice(headLength) === checksum(head);
}

/** SHA-256: the token carries 256 random bits, so a slow hash would add nothing. */
export function hashToken(secret: string): Buffer {
  return hash('sha256', secret, 'buffer');
}

function checksum(head: string): string {
  return crc32(head)
    .toString(36)
    .padStart(checksumLength + 1, '0')
    .slice(-checksumLength);
}
