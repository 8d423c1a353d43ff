import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../ui/api/query-client.ts';
import { LanguageProvider } from '../ui/language/language.tsx';
import { SemiLanguage } from '../ui/language/semi-language.tsx';
import { ThemeProvider } from '../ui/theme/theme.tsx';
import { router } from './routes.tsx';
import '../ui/theme/tokens.css';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no #root');

createRoot(place).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <LanguageProvider>
        <ThemeProvider>
          <SemiLanguage>
            <RouterProvider router={router} />
          </SemiLanguage>
        </ThemeProvider>
      </LanguageProvider>
    </QueryClientProvider>
  </StrictMode>,
);
