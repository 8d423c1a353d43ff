import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import type { ImportView } from '#shop/contract';
import type { Search } from '../../../ui/address/address.ts';
import { keptSearch } from '../../../ui/address/page-link.tsx';
import { type Sent, sendFile } from './send-file.ts';

export type Upload = {
  readonly file: File;
  readonly sent: Sent;
  readonly startedMs: number;
  readonly error: unknown;
  readonly stop: () => void;
  readonly again: () => void;
};

/** One file at a time; when it has arrived, its page opens. Leaving the page while it is sent asks first. */
export function useUpload() {
  const client = useQueryClient();
  const navigate = useNavigate();
  const stopper = useRef<AbortController | null>(null);
  const [state, setState] = useState<Omit<Upload, 'stop' | 'again'> & { kind: ImportView['kind'] }>();

  const send = async (file: File, kind: ImportView['kind']) => {
    stopper.current?.abort();
    const controller = new AbortController();
    stopper.current = controller;
    const startedMs = Date.now();
    setState({ file, kind, sent: { bytes: 0, bytesTotal: file.size }, startedMs, error: null });
    try {
      const onProgress = (sent: Sent) => setState({ file, kind, sent, startedMs, error: null });
      const received = await sendFile(file, kind, onProgress, controller.signal);
      client.setQueryData(['imports', received.id], received);
      void client.invalidateQueries({ queryKey: ['imports', 'list'] });
      await navigate({
        to: '/data/imports/$id',
        params: { id: received.id } as never,
        search: keptSearch as unknown as (before: Search) => never,
      });
    } catch (error) {
      if (controller.signal.aborted) setState(undefined);
      else setState((before) => (before ? { ...before, error } : before));
    }
  };
  const sending = state !== undefined && !state.error;
  useEffect(() => {
    if (!sending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [sending]);

  const upload: Upload | undefined = state && {
    ...state,
    stop: () => {
      stopper.current?.abort();
      setState(undefined);
    },
    again: () => void send(state.file, state.kind),
  };
  return { upload, send };
}
