import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** An answer as it is replayed. */
export type RememberedAnswer = { readonly contentType: string; readonly body: string };

/** Whose keys are told apart: members and programs share their organisation's, a shopper has their own. */
export type Asker = {
  /** The organisation's or the shopper's id; row security keeps the spaces apart. */
  readonly space: string;
  /** Who within it. */
  readonly who: string;
};

/** Longer answers are not remembered; their commands run again when they are repeated. */
export const answerBytesMax = 256 * 1024;

const keyPattern = /^[\x21-\x7e]{1,255}$/;

export function isIdempotencyKey(text: string): boolean {
  return keyPattern.test(text);
}

/**
 * What makes two requests the same: who asks, what for, and every byte of what was sent. The key alone is
 * only unique to its sender, so another person's key of the same name must not see this answer.
 */
export function fingerprint(asker: Asker, request: { method: string; url: string; body: string }): Buffer {
  const { pathname, search } = new URL(request.url);
  return createHash('sha256')
    .update(JSON.stringify([asker.who, request.method, pathname, search, request.body]))
    .digest();
}

/** Answers may hold a fresh secret, so they are kept sealed (AES-256-GCM) under a key of the instance. */
export function answerSeal(instanceSecret: string) {
  const key = createHmac('sha256', instanceSecret).update('idempotent answers').digest();
  return {
    seal(answer: RememberedAnswer): string {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const sealed = Buffer.concat([cipher.update(JSON.stringify(answer), 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(text: string): RememberedAnswer {
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return JSON.parse(
        Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8'),
      );
    },
  };
}

export type AnswerSeal = ReturnType<typeof answerSeal>;
