import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../ui/api/query-client.ts';
import { LanguageProvider } from '../ui/language/language.tsx';
import { loadPagesAhead, router } from './routes.tsx';
import { ShopperGate } from './shell/shopper.tsx';
import { ToastProvider } from './ui/toast.tsx';
import './ui/tokens.css';
import './ui/ui.css';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no #root');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <ToastProvider>
          <ShopperGate>
            <RouterProvider router={router} />
          </ShopperGate>
        </ToastProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);

/** Long enough for the first videos to have the line for themselves. */
const aheadMs = 3_000;
setTimeout(loadPagesAhead, aheadMs);
