import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { LanguageProvider } from '../ui/language/language.tsx';
import { FrontPage } from './front-page.tsx';
import './front.css';

const place = document.getElementById('root');
if (!place) throw new Error('The page has no #root');

createRoot(place).render(
  <StrictMode>
    <LanguageProvider>
      <FrontPage />
    </LanguageProvider>
  </StrictMode>,
);
