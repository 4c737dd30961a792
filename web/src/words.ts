// The server's words in people's words. One place, so that a kind or a certainty is called the same on every page.
import type { Claim, Entity } from './app/api.ts';

export type Kind = Claim['kind'];
export type Certainty = Claim['certainty'];
export type Commitment = NonNullable<NonNullable<Claim['holder']>['commitment']>;
export type Status = Claim['status'];
export type EntityKind = Entity['kind'];
export type AnchorState = NonNullable<Claim['anchor']['state']>;
export type Risk = NonNullable<Claim['anchor']['risk']>[number];

interface Word {
  label: string;
  about: string;
}

export const kinds: Record<Kind, Word> = {
  fact: { label: 'Fact', about: 'says that something is or was so' },
  cause: { label: 'Cause', about: 'says that one thing brought about another' },
  forecast: { label: 'Forecast', about: 'says what will be' },
  evaluation: { label: 'Evaluation', about: 'judges something' },
  recommendation: { label: 'Recommendation', about: 'says what should be done' },
  comparison: { label: 'Comparison', about: 'sets two things side by side' },
  definition: { label: 'Definition', about: 'says what a word means' },
  question: { label: 'Question', about: 'asks, and leaves it open' },
};

/** From the least sure to the surest; then those that are no degree. */
export const certainties: Record<Certainty, Word> = {
  almost_no_chance: { label: 'Almost no chance', about: '1–5 %' },
  very_unlikely: { label: 'Very unlikely', about: '5–20 %' },
  unlikely: { label: 'Unlikely', about: '20–45 %' },
  roughly_even: { label: 'Roughly even', about: '45–55 %' },
  likely: { label: 'Likely', about: '55–80 %' },
  very_likely: { label: 'Very likely', about: '80–95 %' },
  almost_certain: { label: 'Almost certain', about: '95–99 %' },
  certain: { label: 'Certain', about: 'said without a doubt' },
  possible: { label: 'Possible', about: '“may”, “could”: no degree is given' },
  unstated: { label: 'Not said', about: 'stated plainly' },
};

/** What the one who reports takes of it, after their name. */
export const commitments: Record<Commitment, Word> = {
  endorses: { label: 'agrees', about: 'takes it for true' },
  reports: { label: 'reports it', about: 'passes it on' },
  doubts: { label: 'doubts it', about: 'does not take it for true' },
  denies: { label: 'denies it', about: 'takes it for false' },
};

export const entityKinds: Record<EntityKind, Word> = {
  person: { label: 'Person', about: '' },
  organization: { label: 'Organisation', about: '' },
  place: { label: 'Place', about: '' },
  group: { label: 'Group', about: '' },
  event: { label: 'Event', about: '' },
  work: { label: 'Work', about: '' },
  facility: { label: 'Building', about: '' },
  concept: { label: 'Concept', about: '' },
  other: { label: 'Other', about: '' },
};

export const statuses: Record<Status, Word> = {
  suggested: { label: 'Suggested', about: 'by a program; nobody has decided yet' },
  accepted: { label: 'Accepted', about: 'a person stands behind it' },
  rejected: { label: 'Rejected', about: 'a person took it for wrong' },
};

export const anchorStates: Record<AnchorState, Word> = {
  exact: { label: 'In place', about: 'the words stand where they stood' },
  moved: { label: 'Moved', about: 'the words stand elsewhere now, unchanged' },
  changed: { label: 'Words changed', about: 'the words themselves were edited' },
  ambiguous: { label: 'Unsure', about: 'the words stand in several places now' },
  orphaned: { label: 'Words gone', about: 'the words are no longer in the article' },
};

/** What an edit did to a claim's words that may turn what they say. */
export const risks: Record<Risk, string> = {
  negation: 'a “not” came or went',
  number: 'a number changed',
  hedge: 'a word of doubt or certainty came or went',
  part: 'who said it, its condition or its date was edited',
};

const number = new Intl.NumberFormat('en');

/** "1 claim", "2,000 claims". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number.format(count)} ${count === 1 ? one : many}`;
}

/** "2025-06-17", "2025-06" or "2025" as people write it. */
export function dated(date: string): string {
  const parts = date.slice(0, 10).split('-').map(Number);
  const [year = 0, month, day] = parts;
  const at = new Date(Date.UTC(2000, (month ?? 1) - 1, day ?? 1));
  at.setUTCFullYear(year);
  return at.toLocaleDateString('en-GB', {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
  });
}
