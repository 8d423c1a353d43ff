import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { Agent, request } from 'undici';
import { isPublicAddress } from './public-address.ts';

export type WebhookPost = {
  /** What is wrong with an address before anything is sent to it; null where nothing is. */
  readonly complaintOf: (url: string) => Promise<string | null>;
  /** Answers the status; rejects where there is none in time, or the address is not allowed. */
  readonly send: (url: string, body: string, headers: Readonly<Record<string, string>>) => Promise<number>;
  readonly close: () => Promise<void>;
};

const patienceMs = 10_000;
/** Of an answer no more is read than this; nobody looks at it. */
const answerBytesMax = 16 * 1024;

export class AddressRefused extends Error {}
const refused = () => new AddressRefused('The address leads to a private network.');

/**
 * Sends to addresses that members type, and so never to this machine or the networks behind it, unless the instance's
 * setting allows it. What is looked up is what is connected to: a name cannot point elsewhere in between, and no
 * redirect is followed.
 */
export function guardedPost({ allowPrivate }: { readonly allowPrivate: boolean }): WebhookPost {
  const isAllowed = (address: string) => allowPrivate || isPublicAddress(address);
  const guardedLookup: LookupFunction = (name, options, tell) =>
    lookup(name, { ...options, all: true }, (error, addresses) => {
      if (error) return tell(error, '', 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => isAllowed(address))) return tell(refused(), '', 0);
      return options.all ? tell(null, addresses) : tell(null, first.address, first.family);
    });
  const agent = new Agent({
    connect: { lookup: guardedLookup, timeout: patienceMs },
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
    connections: 4,
  });
  /** An address in digits is connected to without being looked up. */
  const hostOf = (url: string) => new URL(url).hostname.replace(/^\[|\]$/g, '');

  return {
    complaintOf: async (url) => {
      const host = hostOf(url);
      if (!allowPrivate && new URL(url).protocol !== 'https:') return 'It must begin with https://.';
      if (isIP(host) > 0) return isAllowed(host) ? null : refused().message;
      return new Promise((resolve) =>
        guardedLookup(host, { all: true }, (error) =>
          resolve(
            error === null
              ? null
              : error instanceof AddressRefused
                ? error.message
                : 'Its host is not known.',
          ),
        ),
      );
    },
    send: async (url, body, headers) => {
      const host = hostOf(url);
      if (isIP(host) > 0 && !isAllowed(host)) throw refused();
      const answer = await request(url, {
        method: 'POST',
        dispatcher: agent,
        body,
        headers: { 'content-type': 'application/json', ...headers },
        signal: AbortSignal.timeout(2 * patienceMs),
      });
      await answer.body.dump({ limit: answerBytesMax });
      return answer.statusCode;
    },
    close: () => agent.destroy(),
  };
}
