/** Ready pieces of code for a key, with the real address of this instance. Pure. */
import type { CodeSample } from '../../../../ui/form/code-samples.tsx';

export function apiSamples(url: string, key: string): CodeSample[] {
  const query = '{"metrics":["gmv"],"range":{"from":"2026-11-01","to":"2026-11-30"},"grain":"day"}';
  return [
    {
      id: 'curl',
      title: 'curl',
      code: `curl ${url}/api/metrics/query \\
  -H 'Authorization: Bearer ${key}' \\
  -H 'Content-Type: application/json' \\
  -d '${query}'`,
    },
    {
      id: 'python',
      title: 'Python',
      code: `import json, urllib.request

request = urllib.request.Request(
    "${url}/api/metrics/query",
    data=json.dumps(${query}).encode(),
    headers={"Authorization": "Bearer ${key}", "Content-Type": "application/json"},
)
print(json.load(urllib.request.urlopen(request))["rows"])`,
    },
    {
      id: 'node',
      title: 'Node.js',
      code: `const response = await fetch("${url}/api/metrics/query", {
  method: "POST",
  headers: { authorization: "Bearer ${key}", "content-type": "application/json" },
  body: JSON.stringify(${query}),
});
console.log((await response.json()).rows);`,
    },
  ];
}

export function eventSamples(url: string, key: string, kind: 'browser' | 'server'): CodeSample[] {
  const curl = {
    id: 'curl',
    title: 'curl',
    code: `curl ${url}/v1/track -u '${key}:' \\
  -H 'Content-Type: application/json' \\
  -d '{"type":"track","anonymousId":"visitor-1","event":"Product Viewed",
       "properties":{"product_id":"A100","price":99,"currency":"CNY"}}'`,
  };
  const plain = {
    id: 'browser',
    title: 'JavaScript',
    code: `// In your page; no library is needed.
fetch("${url}/v1/track", {
  method: "POST",
  keepalive: true,
  headers: {
    authorization: "Basic " + btoa("${key}:"),
    "content-type": "application/json",
  },
  body: JSON.stringify({
    type: "track",
    messageId: crypto.randomUUID(),
    timestamp: new Date().toISOString(),
    anonymousId: localStorage.visitor ??= crypto.randomUUID(),
    event: "Product Viewed",
    properties: { product_id: "A100", price: 99, currency: "CNY" },
  }),
});`,
  };
  const analyticsJs = {
    id: 'analytics',
    title: 'analytics.js',
    code: `import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnSettings: { integrations: { "Segment.io": {
    apiKey: "${key}", apiHost: "${url.replace(/^https?:\/\//, '')}/v1",
    protocol: "${url.startsWith('https') ? 'https' : 'http'}" } } } },
);
analytics.track("Product Viewed", { product_id: "A100", price: 99, currency: "CNY" });`,
  };
  const node = {
    id: 'node',
    title: 'Node.js',
    code: `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${url}" });
analytics.track({
  userId: "customer-1",
  event: "${kind === 'server' ? 'Order Completed' : 'Product Viewed'}",
  properties: ${
    kind === 'server'
      ? `{
    order_id: "1001", total: 198, currency: "CNY",
    products: [{ product_id: "A100", sku: "A100-RED", name: "Scarf", price: 99, quantity: 2 }],
  }`
      : '{ product_id: "A100", price: 99, currency: "CNY" }'
  },
});
await analytics.closeAndFlush();`,
  };
  return kind === 'server' ? [node, curl] : [plain, analyticsJs, curl];
}
