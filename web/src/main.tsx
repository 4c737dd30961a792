import './styles/index.css';
import './app/base.ts';
import { render } from 'preact';
import { Shell } from './app/shell.tsx';

const root = document.getElementById('page');
if (root) render(<Shell />, root);
