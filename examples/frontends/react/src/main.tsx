import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Claims } from './Claims';
import './style.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Claims />
  </StrictMode>,
);
