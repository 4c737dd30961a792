// A claim's address, and how it is cited.
import type { Claim } from '../app/api.ts';
import { dated } from '../words.ts';
import type { Whole } from './reading.ts';

export const claimHash = (id: string) => `#claim-${id}`;

export function claimOfHash(hash: string): string | undefined {
  return /^#claim-([0-9a-z]{13})$/.exec(hash)?.[1];
}

export function claimAddress(claim: Claim): string {
  return `${location.origin}/articles/${claim.article}${claimHash(claim.id)}`;
}

/** Author, “Title”, Publisher, date: “the words”. address */
export function citation(article: Whole, claim: Claim): string {
  const authors = (article.authors ?? []).map((author) => author.name).join(', ');
  const source = [authors, `“${article.title}”`, article.publisher?.name, article.published_at && dated(article.published_at)];
  const words = claim.anchor.exact ? `: “${claim.anchor.exact.replaceAll(/\s+/g, ' ')}”.` : '.';
  return `${source.filter(Boolean).join(', ')}${words} ${claimAddress(claim)}`;
}
