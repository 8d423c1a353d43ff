/** Orders to import, with odd prices, so that a lost or doubled order cannot cancel out. */
export function orderFile(count: number, paidDay: (n: number) => string): { text: string; gmv: number } {
  const lines = ['order_id,sku,product_name,quantity,unit_price,paid_at,customer_id'];
  let gmv = 0;
  for (let n = 0; n < count; n++) {
    const fen = 101 + (n % 997) * 2;
    gmv += fen;
    const hour = String(n % 24).padStart(2, '0');
    lines.push(
      `S${n},sku-${n % 50},Thing ${n % 50},1,${(fen / 100).toFixed(2)},${paidDay(n)} ${hour}:00:00,c${n % 700}`,
    );
  }
  return { text: `${lines.join('\n')}\n`, gmv };
}

/** Uploads a file of orders and starts its import; answers its id. */
export async function startImport(url: string, apiKey: string, text: string): Promise<string> {
  const authorization = `Bearer ${apiKey}`;
  const received = await fetch(`${url}/api/imports?kind=orders&fileName=orders.csv`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/octet-stream' },
    body: text,
  });
  const { id } = (await received.json()) as { id: string };
  const started = await fetch(`${url}/api/imports/${id}/start`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: '{}',
  });
  if (!started.ok) throw new Error(`The import did not start: ${await started.text()}`);
  return id;
}

export async function importState(url: string, apiKey: string, id: string): Promise<string> {
  const answer = await fetch(`${url}/api/imports/${id}`, { headers: { authorization: `Bearer ${apiKey}` } });
  return ((await answer.json()) as { state: string }).state;
}
