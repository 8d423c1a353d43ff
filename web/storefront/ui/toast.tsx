import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';

type Toast = {
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};
type Show = (text: string, action?: Toast['action']) => void;

const ToastContext = createContext<Show | null>(null);
const shownMs = 3_500;

/** One short sentence at the bottom, with an undo where there is one; the newest replaces the one before. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast | null>(null);
  useEffect(() => {
    if (!toast) return;
    const timer = setTimeout(() => setToast(null), shownMs);
    return () => clearTimeout(timer);
  }, [toast]);
  const show = useCallback<Show>((text, action) => setToast(action ? { text, action } : { text }), []);
  const value = useMemo(() => show, [show]);
  return (
    <ToastContext value={value}>
      {children}
      <div aria-live="polite">
        {toast && (
          <div className="toast">
            {toast.text}
            {toast.action && (
              <button
                type="button"
                onClick={() => {
                  toast.action?.run();
                  setToast(null);
                }}
              >
                {toast.action.label}
              </button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
}

export function useToast(): Show {
  const show = useContext(ToastContext);
  if (!show) throw new Error('useToast is called outside ToastProvider');
  return show;
}
