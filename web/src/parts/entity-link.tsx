// A link to an entity's page.
import type { ComponentChildren } from 'preact';

export function EntityLink({ id, children }: { id: string; children: ComponentChildren }) {
  return <a href={`/entities/${id}`}>{children}</a>;
}
