import type { AudienceView, EstimateView, Rule } from '#audiences/contract';
import type { ScratchInstance } from '../scratch-instance.ts';

/** The questions of the bench, each as the console asks it. */
export function openAsking({ url, apiKey }: ScratchInstance) {
  const ask = async <Answer>(path: string, body?: object): Promise<Answer> => {
    const answer = await fetch(`${url}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  return {
    estimate: async (rule: Rule) => (await ask<EstimateView>('/api/audiences/estimate', { rule })).size,
    make: async (rule: Rule) => (await ask<AudienceView>('/api/audiences', { name: 'Bench', rule })).id,
    portrait: async (audienceId: string) =>
      (await ask<{ audience: { people: number } }>(`/api/portraits?audience=${audienceId}`)).audience.people,
    layers: async () => (await ask<{ people: number }>('/api/layers')).people,
  };
}
