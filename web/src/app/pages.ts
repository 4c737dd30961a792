// All pages. To add one: a line here, a row with the same path in src/api/routes.c, and a folder for it beside this one.
//
// A page is a component that gets the values of its path's {…}. It is loaded when it is first shown.
import type { ComponentType } from 'preact';

export type Params = Readonly<Record<string, string>>;
export type PageView = ComponentType<{ params: Params }>;

export interface Page {
  path: string;
  title: string;
  load: () => Promise<{ default: PageView }>;
}

export const pages: readonly Page[] = [
  { path: '/', title: 'Library', load: () => import('../home/home.tsx') },
  { path: '/articles', title: 'Articles', load: () => import('../articles/articles.tsx') },
  { path: '/articles/{id}', title: 'Article', load: () => import('../reader/reader.tsx') },
  { path: '/articles/{id}/anchors', title: 'What the edit touched', load: () => import('../anchors/anchors.tsx') },
  { path: '/claims', title: 'Claims', load: () => import('../claims/claims.tsx') },
  { path: '/entities', title: 'Entities', load: () => import('../entities/entities.tsx') },
  { path: '/entities/{id}', title: 'Entity', load: () => import('../entities/entity.tsx') },
  { path: '/tags', title: 'Tags', load: () => import('../tags/tags.tsx') },
  { path: '/search', title: 'Search', load: () => import('../search/search.tsx') },
  { path: '/add', title: 'Add an article', load: () => import('../add/add.tsx') },
  { path: '/docs', title: 'API', load: () => import('../docs/docs.tsx') },
];
