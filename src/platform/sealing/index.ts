/**
 * Door to sealing: personal data is kept under a key of its person, so that destroying the key erases the person
 * everywhere, in backups too. AES-256-GCM; the key of a person is itself kept wrapped by the instance's secret.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** A person's key as it is stored: wrapped, useless without the instance's secret. */
export type WrappedKey = Buffer;

export type Sealing = {
  readonly newKey: () => WrappedKey;
  readonly seal: (key: WrappedKey, text: string) => Buffer;
  /** Throws where the text was changed, or sealed under another key. */
  readonly open: (key: WrappedKey, sealed: Buffer) => string;
  /** The same text of the same kind gives the same 32 bytes, by which it is found without being readable. */
  readonly lookUp: (kind: string, text: string) => Buffer;
};

const ivBytes = 12;
const tagBytes = 16;

export function openSealing(instanceSecret: string): Sealing {
  const derive = (purpose: string) => createHmac('sha256', instanceSecret).update(purpose).digest();
  const wrapping = derive('wrapping keys of persons');
  const lookingUp = derive('looking up personal data');
  return {
    newKey: () => encrypt(wrapping, randomBytes(32)),
    seal: (key, text) => encrypt(decrypt(wrapping, key), Buffer.from(text, 'utf8')),
    open: (key, sealed) => decrypt(decrypt(wrapping, key), sealed).toString('utf8'),
    lookUp: (kind, text) => createHmac('sha256', lookingUp).update(`${kind}\0${text}`).digest(),
  };
}

function encrypt(key: Buffer, plain: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

function decrypt(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, ivBytes));
  decipher.setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}
