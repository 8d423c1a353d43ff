import { describe, expect, it } from 'vitest';
import { apiSamples, eventSamples } from './snippets.ts';

describe('ready pieces of code', () => {
  it('hold the key and the real address', () => {
    const samples = [
      ...apiSamples('https://m.example', 'mk_1'),
      ...eventSamples('https://m.example', 'wks_1', 'server'),
      ...eventSamples('https://m.example', 'wkb_1', 'browser'),
    ];
    for (const { code } of samples) {
      expect(code).toMatch(/m\.example/);
      expect(code).toMatch(/mk_1|wks_1|wkb_1/);
    }
  });

  it('send orders with a secret server key only', () => {
    const codes = (kind: 'browser' | 'server') =>
      eventSamples('http://x', 'k', kind)
        .map(({ code }) => code)
        .join();
    expect(codes('server')).toContain('Order Completed');
    expect(codes('browser')).not.toContain('Order Completed');
  });

  it('name the protocol for libraries that take the host alone', () => {
    const analytics = (url: string) => eventSamples(url, 'k', 'browser').find(({ id }) => id === 'analytics');
    expect(analytics('http://127.0.0.1:4600')?.code).toContain('apiHost: "127.0.0.1:4600/v1"');
    expect(analytics('http://127.0.0.1:4600')?.code).toContain('protocol: "http"');
  });
});
