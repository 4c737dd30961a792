// All pages. To add one: a line here, a row with the same path in src/api/routes.c, and a folder for it beside this one.
//
// A page is a component that gets the values of its path's {…}. It is loaded when it is first shown, withStyles where it needs the
// second style sheet (styles/late.css).
import type { ComponentType } from 'preact';
import { withStyles } from './late.ts';

export type Params = Readonly<Record<string, string>>;
export type PageView = ComponentType<{ params: Params }>;

export interface Page {
  path: string;
  title: string;
  load: () => Promise<{ default: PageView }>;
}

const historyOf = (kind: 'articles' | 'claims' | 'entities' | 'tags') => () =>
  withStyles(import('../history/history.tsx')).then((history) => ({ default: history.historyOf(kind) }));

export const pages: readonly Page[] = [
  { path: '/', title: 'Library', load: () => import('../home/home.tsx') },
  { path: '/articles', title: 'Articles', load: () => import('../articles/articles.tsx') },
  { path: '/articles/{id}', title: 'Article', load: () => import('../reader/reader.tsx') },
  { path: '/articles/{id}/anchors', title: 'What the edit touched', load: () => withStyles(import('../anchors/anchors.tsx')) },
  { path: '/articles/{id}/edit', title: 'Edit the text', load: () => withStyles(import('../edit/edit.tsx')) },
  { path: '/articles/{id}/history', title: 'History', load: historyOf('articles') },
  { path: '/claims', title: 'Claims', load: () => import('../claims/claims.tsx') },
  { path: '/claims/{id}/history', title: 'History', load: historyOf('claims') },
  { path: '/entities', title: 'Entities', load: () => import('../entities/entities.tsx') },
  { path: '/entities/{id}', title: 'Entity', load: () => import('../entities/entity.tsx') },
  { path: '/entities/{id}/history', title: 'History', load: historyOf('entities') },
  { path: '/tags', title: 'Tags', load: () => withStyles(import('../tags/tags.tsx')) },
  { path: '/tags/{slug}/history', title: 'History', load: historyOf('tags') },
  { path: '/search', title: 'Search', load: () => import('../search/search.tsx') },
  { path: '/add', title: 'Add an article', load: () => withStyles(import('../add/add.tsx')) },
  { path: '/docs', title: 'API', load: () => withStyles(import('../docs/docs.tsx')) },
];

/** Where nobody knows the address. */
export const nowhere: Page = { path: '', title: 'Nothing here', load: () => import('../nowhere/nowhere.tsx') };
