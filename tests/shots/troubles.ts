import type { DemoSignIn } from '../journeys/product.ts';
import { until } from './ask.ts';

/** Things that an untroubled demo does not show. */
export type Troubles = { readonly waitingImport: string; readonly doneImport: string };

type Listed = { readonly id: string; readonly fileName: string; readonly state: string };

/** Sends events that are refused and files with rows that cannot be taken. A second run finds them there. */
export async function leaveTroubles(demo: DemoSignIn): Promise<Troubles> {
  await sendRefusedEvents(demo);
  const waitingImport = await importNamed(demo, 'shots-waiting.csv', false);
  const doneImport = await importNamed(demo, 'shots-rejected.csv', true);
  return { waitingImport, doneImport };
}

async function sendRefusedEvents({ url, writeKey }: DemoSignIn): Promise<void> {
  const base = { type: 'track', userId: 'c00001', timestamp: '2026-01-05T12:00:00Z' };
  const viewed = { ...base, event: 'Product Viewed', properties: { product_id: 'LA-101' } };
  const batch = [
    { ...viewed, messageId: 'shots-1', timestamp: 'yesterday at noon' },
    { ...viewed, messageId: 'shots-2', timestamp: '1999-12-31T23:59:59Z' },
    { ...viewed, messageId: 'shots-3', properties: { ...viewed.properties, carrier: 'billboard' } },
    { ...viewed, messageId: 'shots-4', properties: { ...viewed.properties, position: -3 } },
    { ...base, messageId: 'shots-5', event: 'Order Completed', properties: { total: 128 } },
    { ...viewed, messageId: 'shots-6', userId: undefined },
    { ...base, messageId: 'shots-7', event: undefined },
  ];
  const answer = await fetch(`${url}/v1/batch`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ batch }),
  });
  if (!answer.ok) throw new Error(`The refused events were answered ${answer.status}.`);
}

async function importNamed(demo: DemoSignIn, fileName: string, runs: boolean): Promise<string> {
  const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { authorization: `Bearer ${demo.apiKey}`, ...init.headers };
    const answer = await fetch(demo.url + path, { ...init, headers });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const { items } = await ask<{ items: Listed[] }>('/api/imports?limit=200');
  const there = items.find((item) => item.fileName === fileName);
  const { id, state } =
    there ??
    (await ask<Listed>(`/api/imports?kind=orders&fileName=${fileName}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: troubledFile,
    }));
  if (!runs || state === 'done') return id;
  const start = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
  await ask(`/api/imports/${id}/start`, start);
  await until(
    `the import of ${fileName} is done`,
    async () => (await ask<Listed>(`/api/imports/${id}`)).state === 'done',
  );
  return id;
}

const troubledFile = [
  ['订单编号', '商品名称', '商家编码', '数量', '金额', '下单时间', '状态', '店铺'],
  [
    'SHOTS1',
    '白苔舒缓修护精华',
    'SU-601-1',
    '1',
    '299.00',
    '2026-01-05 20:15:00',
    '已完成',
    '素汀护肤旗舰店 Suting Flagship',
  ],
  [
    'SHOTS2',
    '每日坚果七日装',
    'HE-1101-1',
    'two',
    '118.00',
    '2026-01-05 20:16:00',
    '已完成',
    '禾间食品旗舰店 Hejian Flagship',
  ],
  [
    'SHOTS3',
    '云隙三合一冲锋衣',
    'LA-101-1',
    '1',
    '八百九十九',
    '2026-01-05 20:17:00',
    '已完成',
    '岚径户外旗舰店 Lanjing Flagship',
  ],
  ['SHOTS4', '桂花乌龙', 'HE-1406-1', '1', '79.00', '昨晚八点', '已完成', '禾间茶铺 Hejian Tea House'],
  ['SHOTS5', '桂花乌龙', 'HE-1406-1', '1', '79.00', '2026-01-05 20:19:00', '已完成', '没有的店铺'],
  [
    'SHOTS6',
    '桂花乌龙',
    'HE-1406-1',
    '0',
    '79.00',
    '2026-01-05 20:20:00',
    '已完成',
    '禾间茶铺 Hejian Tea House',
  ],
]
  .map((row) => row.join(','))
  .join('\n');
