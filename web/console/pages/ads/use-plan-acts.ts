import { useQueryClient } from '@tanstack/react-query';
import type { PlanView } from '#ads/contract';
import { request } from '../../../ui/api/request.ts';
import { useUndoToast } from '../../../ui/form/undo-toast.tsx';
import { useSay } from '../../../ui/language/language.tsx';

/** Pause and resume, each of which can be taken back. */
export function usePlanActs() {
  const client = useQueryClient();
  const toast = useUndoToast();
  const say = useSay();
  const act = async (id: string, word: 'pause' | 'resume') => {
    await request<PlanView>(`/api/ads/plans/${id}/${word}`, { method: 'POST' });
    await client.invalidateQueries({ queryKey: ['ads'] });
  };
  return {
    toggle: async (plan: PlanView) => {
      const word = plan.state === 'on' ? 'pause' : 'resume';
      await act(plan.id, word);
      toast(say(word === 'pause' ? 'ads.paused' : 'ads.resumed', { name: plan.name }), () =>
        act(plan.id, word === 'pause' ? 'resume' : 'pause'),
      );
    },
    refresh: () => client.invalidateQueries({ queryKey: ['ads'] }),
  };
}
