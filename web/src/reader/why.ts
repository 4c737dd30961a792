// Why a program suggested something, in words. The rules are those of include/claimd/reading.h (claims) and name.h (names);
// tests/check/web compares them.
import type { Claim, Mention } from '../app/api.ts';

type Reason = NonNullable<Claim['why'] | Mention['why']>[number];

/* What the rule saw; behind it stand the words it went by, in quotation marks. */
const rules: Record<string, string> = {
  // claims
  attribution: 'somebody is said to say it',
  'attribution-inside': 'somebody inside it is said to say it',
  cause: 'a word for causing',
  certainty: 'a word for how sure',
  'certainty-number': 'a chance in numbers',
  clause: 'a whole statement',
  'clause-explains': 'a clause that explains',
  'clause-relative': 'a clause about what stands before it',
  'clause-rest': 'the rest of a statement',
  comparison: 'a word that compares',
  'comparison-as': '“as … as”',
  'comparison-superlative': 'a superlative',
  'comparison-than': '“than”',
  condition: 'a condition',
  'condition-inverted': 'a condition by word order',
  'condition-without': '“without” as a condition',
  definition: 'words that define',
  'definition-apposition': 'an explanation between commas',
  'definition-is-a': '“is a”',
  denied: 'somebody denies it',
  evaluation: 'a word that judges',
  'evaluation-called': 'called good or bad',
  forecast: 'a word about the future',
  'forecast-likely': 'a chance of what will be',
  frame: 'a frame such as “according to”',
  hearsay: 'said without saying by whom',
  horizon: 'a date by which',
  judgement: 'somebody is said to judge so',
  negation: 'a word that negates',
  'negation-rest': 'a negation that goes on',
  question: 'a question mark',
  'quotation-goes-on': 'the quotation before goes on',
  recommendation: 'a word that advises',
  'recommendation-order': 'a command',
  'saying-negated': 'somebody does not say it',
  tag: 'a word of the tag',
  // names
  acronym: 'capitals only',
  'acronym-defined': 'capitals that are explained',
  age: 'an age behind it',
  'bloc-with-article': 'a bloc with “the”',
  'capital-alone': 'a capital letter only',
  'capital-as-elsewhere': 'a capital that means a government elsewhere in the text',
  'capital-as-government': 'a capital that acts as a government does',
  'capitals-joined': 'capitalised words joined by a small one',
  'capitals-together': 'capitalised words side by side',
  cited: 'cited as an author, with a year or “et al.”',
  demonym: 'a word for people of a place',
  direction: 'a direction with a capital',
  'event-pattern': 'named as events are',
  'given-name': 'a given name first',
  'given-name-alone': 'a given name alone',
  'head-word': 'ends in a word for such things',
  'head-word-of': 'a word for such things before “of”',
  initials: 'initials first',
  'listed-with': 'listed with others of its kind',
  'known-name': 'a name that is known',
  'known-place': 'a place that is known',
  library: 'a name in this library',
  'noun-after': 'a noun behind it says what it is',
  'noun-apposed': 'a noun beside it says what it is',
  'noun-before': 'a noun before it says what it is',
  'person-seen': 'the family name of somebody named before',
  'place-after-place': 'a place right behind a place',
  'place-and-plural': 'a place and a plural, as teams are called',
  'preposition-of-place': 'stands where places stand',
  role: 'a role before it',
  'role-behind': 'a role behind it',
  score: 'stands with a score',
  'seat-of-power': 'a seat of power',
  'seen-elsewhere': 'named in full elsewhere in the text',
  'shorter-form': 'short for a name elsewhere in the text',
  speaker: 'somebody who speaks',
  'surname-alone': 'a family name alone',
  title: 'a title before it',
};

/** The rule in words, and the words it went by; those of a whole clause would only repeat the claim. */
export function whyWords({ rule, text }: Reason): string {
  const words = rules[rule] ?? rule.replaceAll(/[_-]/g, ' ');
  return text && !rule.startsWith('clause') ? `${words}, “${text}”` : words;
}

/** A confidence is the measured share of suggestions like this one that were right. */
export function confidenceWords(confidence: number): string {
  const tenths = Math.round(confidence * 10);
  if (tenths >= 10) return 'nearly all like it were right';
  if (tenths <= 0) return 'hardly any like it were right';
  return `${tenths} of 10 like it were right`;
}
