// Deciding on suggestions in the reader, in a real browser against the real server: by keys, as people who decide much do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, audit, becomesEqual, launchOptions, library, until, visit } from './browser.mjs';

let browser, claimd;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

const BODY = [
  'Ada Grey said that the bridge will probably open in May. It cost nine million, and the toll is too high.',
  'The ferry stops when the bridge opens. Nobody knows what becomes of the crew.',
  'Ben Marsh runs the ferry. He thinks that the town should keep it.',
].join('\n\n');

/** What each claim's words are, and what it is suggested as. */
const SUGGESTED = [
  ['the bridge will probably open in May', 'forecast', 'certainty'],
  ['It cost nine million, and the toll is too high', 'fact', 'clause'],
  ['The ferry stops when the bridge opens', 'fact', 'condition'],
  ['the town should keep it', 'recommendation', 'recommendation'],
];

/** An article of its own, with four suggestions. */
async function suggested() {
  const article = (await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'The bridge', body: BODY, published_at: '2025-03-01', language: 'en' } })).body;
  const claims = [];
  for (const [quote, kind, rule] of SUGGESTED)
    claims.push((await claimd.want(201, 'POST', '/v1/claims', { body: { article: article.id, quote, text: `${quote}.`, kind, status: 'suggested', confidence: 0.8, why: [{ rule, text: quote.split(' ')[0] }] } })).body);
  return { article, claims };
}

async function open(article, { hash = '', ...options } = {}) {
  const { page, said } = await visit(browser, `${claimd.origin}/articles/${article.id}${hash}`, { key: ADMIN, ...options });
  for (const part of ['.note', '.meter']) await page.waitForSelector(part); // the second comes with what deciding needs
  return { page, said, end: () => page.context().close() };
}

const stored = async ({ id }) => (await claimd.want(200, 'GET', `/v1/claims/${id}`)).body;

/** Waits until the server has it so. */
async function becomes(claim, wanted) {
  const isSo = (now) => Object.entries(wanted).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value));
  const now = await until(() => stored(claim), isSo);
  assert.ok(isSo(now), `${JSON.stringify(wanted)} is wanted, and it is ${JSON.stringify(now)}`);
  return now;
}

/** The claim whose note is open has the focus. */
const hasFocus = (page, { id }) => page.waitForFunction((one) => document.querySelector('.note-open')?.dataset.claim === one && document.activeElement?.closest('[data-claim]')?.dataset.claim === one, id);

test('suggestions say why they were made, in words', async () => {
  const { article, claims } = await suggested();
  const { page, end } = await open(article, { hash: `#claim-${claims[0].id}` });
  const note = page.locator('.note-open');
  await note.getByText('8 of 10 like it were right').waitFor();
  await note.getByText('Found by a word for how sure, “the”.').waitFor();
  assert.equal(await page.locator('.note-suggested').count(), 4);
  await end();
});

test('accept and reject by keys: the next suggestion has the focus, and undo takes back', async () => {
  const { article, claims } = await suggested();
  const [one, two, three, four] = claims;
  const { page, said, end } = await open(article);
  const press = (key) => page.keyboard.press(key);
  await press('j');
  await hasFocus(page, one);
  await press('a');
  await hasFocus(page, two);
  await becomes(one, { status: 'accepted', decided_by: 'admin' });
  // A reason by keyboard; Escape leaves without one.
  await press('r');
  await page.keyboard.type('r a reason');
  await press('Escape');
  await hasFocus(page, two);
  assert.equal((await stored(two)).status, 'suggested');
  await press('r');
  await page.keyboard.type('two claims in one');
  await press('Enter');
  await hasFocus(page, three);
  await becomes(two, { status: 'rejected', reason: 'two claims in one' });
  await press('R');
  await hasFocus(page, four);
  await becomes(three, { status: 'rejected', reason: null });
  // The last one: nothing is left to go to, and the focus stays.
  await press('a');
  await becomes(four, { status: 'accepted' });
  await hasFocus(page, four);
  for (const [key, claim] of [['u', four], ['Control+z', three], ['u', two], ['u', one]]) {
    await press(key);
    await becomes(claim, { status: 'suggested', decided_by: null, reason: null });
    await hasFocus(page, claim);
  }
  await press('u');
  await page.getByText('Nothing to undo').waitFor();
  assert.deepEqual(said, []);
  await end();
});

test('what is decided fast is decided in order, and undone in order', async () => {
  const { article, claims } = await suggested();
  const { page, end } = await open(article);
  await page.keyboard.press('j');
  for (const key of ['a', 'R', 'a', 'R', 'u']) await page.keyboard.press(key);
  const wanted = ['accepted', 'rejected', 'accepted', 'suggested'];
  for (const [i, claim] of claims.entries()) await becomes(claim, { status: wanted[i] });
  await hasFocus(page, claims[3]);
  await end();
});

test('what the server answers late does not take the letters of a search', async () => {
  const { article, claims } = await suggested();
  const { page, end } = await open(article);
  const press = (key) => page.keyboard.press(key);
  /** Does what is asked of the server while somebody goes on to search, and answers before the last letters. */
  const searchMeanwhile = async (path, ask, isAnswered) => {
    let answer;
    const isTyped = new Promise((done) => (answer = done));
    await page.route(path, async (route) => {
      await isTyped;
      await route.continue();
    });
    await ask();
    await press('/');
    await page.keyboard.type('ar');
    answer();
    await isAnswered();
    await page.keyboard.type('ea');
    assert.equal(await page.locator('.bar-search input').inputValue(), 'area');
    await page.unroute(path);
  };
  await press('j');
  await press('a');
  await becomes(claims[0], { status: 'accepted' });
  await page.getByText('Accepted').waitFor();
  await searchMeanwhile('**/v1/claims/*', () => press('u'), () => page.waitForFunction((id) => document.querySelector('.note-open')?.dataset.claim === id, claims[0].id));
  await becomes(claims[0], { status: 'suggested' });

  await claimd.want(200, 'PATCH', `/v1/claims/${claims[0].id}`, { body: { kind: 'fact' } });
  await page.locator('main').focus();
  await searchMeanwhile('**/v1/claims/decisions*', () => press('a'), () => page.getByRole('group', { name: 'Changed by somebody else' }).waitFor());
  for (const claim of claims) assert.equal((await stored(claim)).status, 'suggested');
  await end();
});

test('a claim is corrected in its note, by keys', async () => {
  const { article, claims } = await suggested();
  const [one, two] = claims;
  const { page, said, end } = await open(article);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  const note = page.locator('.note-open');
  const text = note.getByRole('textbox', { name: 'Claim' });
  await text.waitFor();
  assert.equal(await text.evaluate((one) => one === document.activeElement), true);
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('The bridge will perhaps not open in May.');
  await note.getByRole('combobox', { name: 'Kind' }).selectOption('question');
  await note.getByRole('combobox', { name: 'How sure' }).selectOption('very_likely');
  await note.getByRole('checkbox', { name: 'says that it is not so' }).press('Space');
  await note.getByRole('combobox', { name: 'Held by' }).fill('Piet');
  await note.getByRole('option', { name: 'Piet Hut' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await note.getByRole('combobox', { name: 'Tags' }).fill('wager');
  await note.getByRole('option', { name: 'Wagers' }).waitFor();
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await note.getByRole('button', { name: 'Take the tag Wagers away' }).waitFor();
  // A tag that there is not yet is made with the claim.
  await note.getByRole('combobox', { name: 'Tags' }).fill('Late openings');
  await note.getByRole('option', { name: 'Make “Late openings”' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await note.getByRole('button', { name: 'Take the tag Late openings away' }).waitFor();
  await claimd.want(404, 'GET', '/v1/tags/late-openings');
  await text.press('Enter');
  await hasFocus(page, two);
  const corrected = await becomes(one, { status: 'accepted' });
  const piet = (await claimd.want(200, 'GET', '/v1/entities/piet-hut')).body.id;
  assert.deepEqual([corrected.text, corrected.kind, corrected.certainty, corrected.polarity, corrected.tags, corrected.holder.entity], ['The bridge will perhaps not open in May.', 'question', 'very_likely', 'negated', ['wagers', 'late-openings'], piet]);
  await page.keyboard.press('u');
  const { revision, updated_at, ...back } = await becomes(one, { status: 'suggested' });
  for (const [name, value] of Object.entries(back)) assert.deepEqual(value, one[name], name);
  // What the server does not take stands in the form.
  await hasFocus(page, one);
  await page.keyboard.press('e');
  await text.fill(' ');
  await text.press('Enter');
  await note.getByRole('alert').getByText('text: ').waitFor();
  await text.press('Escape');
  await hasFocus(page, one);
  assert.deepEqual(said.filter((line) => !line.includes('422')), []);
  await end();
});

test('another one’s change is shown beside one’s own, and either may hold', async () => {
  for (const key of ['a', 'e']) {
    for (const keeps of ['Keep yours', 'Take theirs']) {
      const { article, claims } = await suggested();
      const [one, two] = claims;
      const { page, end } = await open(article);
      await page.keyboard.press('j');
      const ben = await claimd.makeKey('edit', `Ben ${key} ${keeps}`);
      await claimd.want(200, 'PATCH', `/v1/claims/${one.id}`, { key: ben.secret, body: { kind: 'evaluation', text: 'Another text.' } });
      await page.keyboard.press(key);
      if (key === 'e') await page.keyboard.type('My text.');
      if (key === 'e') await page.keyboard.press('Enter');
      const both = page.getByRole('group', { name: 'Changed by somebody else' });
      await both.getByText(`Ben ${key} ${keeps} changed this meanwhile.`).waitFor();
      await both.getByRole('row', { name: `Kind Forecast Evaluation` }).waitFor();
      assert.deepEqual(await audit(page), []);
      assert.equal((await stored(one)).revision, 2);
      await both.getByRole('button', { name: keeps }).press('Enter');
      if (keeps === 'Keep yours') await hasFocus(page, two);
      else await hasFocus(page, one);
      const mine = { kind: 'forecast', text: key === 'e' ? `${one.text}My text.` : one.text, status: 'accepted' };
      await becomes(one, keeps === 'Keep yours' ? mine : { kind: 'evaluation', text: 'Another text.', status: 'suggested' });
      await end();
    }
  }
});

test('progress is shown, and a paragraph in which nothing more is can be marked', async () => {
  const { article, claims } = await suggested();
  const { page, said, end } = await open(article);
  const meters = page.getByRole('list', { name: 'Progress' });
  const reads = (count) => meters.getByRole('button', { name: new RegExp(count) }).waitFor();
  const stored = async () => (await claimd.want(200, 'GET', `/v1/articles/${article.id}/read`)).body.data.map(({ block, reader }) => `${block} ${reader}`);
  await reads('Claims 0 of 4 done');
  await reads('Paragraphs 0 of 3 done');
  for (const key of ['j', 'a', 'R']) await page.keyboard.press(key);
  await reads('Claims 2 of 4 done');
  await page.keyboard.press('p');
  await hasFocus(page, claims[3]);
  await page.keyboard.press('p');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Paragraph 1 done');
  await page.keyboard.press('p');
  await hasFocus(page, claims[2]);
  // Done with the second: the next one that is open is the third.
  await page.keyboard.press('d');
  await hasFocus(page, claims[3]);
  await reads('Paragraphs 1 of 3 done');
  await page.keyboard.press('d');
  // Nothing is suggested in the first any more: its strip has the focus.
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Paragraph 1 done');
  await reads('Paragraphs 2 of 3 done');
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Enter');
  await reads('Paragraphs 3 of 3 done');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reads('Paragraphs 2 of 3 done');
  await becomesEqual(stored, ['0 admin', '2 admin']);
  await page.keyboard.press('u');
  await reads('Paragraphs 3 of 3 done');
  await page.reload();
  await reads('Paragraphs 3 of 3 done');
  await reads('Claims 2 of 4 done'); // the rejected one counts, though no list shows it
  assert.deepEqual(said, []);
  await end();
});

/** Selects words of the body as a mouse does. */
const select = (page, words) =>
  page.evaluate((wanted) => {
    for (const block of document.querySelectorAll('.block')) {
      const at = block.textContent.indexOf(wanted);
      if (at < 0) continue;
      const node = block.firstChild;
      getSelection().setBaseAndExtent(node, at, node, at + wanted.length);
      return;
    }
    throw new Error(`${wanted} is not there`);
  }, words);

const claimsOf = (article) => claimd.all(`/v1/articles/${article.id}/claims?sort=position`);
const mentionsOf = (article) => claimd.all(`/v1/articles/${article.id}/mentions?sort=position`);

/** Waits until a list of the server is as `count` long. */
async function counted(list, article, count) {
  const now = await until(() => list(article), ({ length }) => length === count);
  assert.equal(now.length, count);
  return now;
}

test('a claim is made of selected words, and its kind is guessed', async () => {
  const { article, claims } = await suggested();
  const { page, said, end } = await open(article);
  await select(page, 'Nobody knows what becomes of the crew');
  await page.getByRole('button', { name: 'New claim' }).waitFor();
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('n');
  const form = page.getByRole('region', { name: 'A new claim' });
  const text = form.getByRole('textbox', { name: 'Claim' });
  await text.waitFor();
  assert.equal(await text.inputValue(), 'Nobody knows what becomes of the crew.');
  await page.waitForFunction(() => document.querySelector('.popup input[type=checkbox]').checked); // "Nobody": guessed
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  // A forecast with a holder, by what is said of it.
  await select(page, 'the bridge will probably open in May');
  await page.keyboard.press('n');
  await page.waitForFunction(() => document.querySelector('.popup select')?.value === 'forecast');
  await page.waitForFunction(() => document.querySelectorAll('.popup select')[1]?.value === 'likely');
  await page.keyboard.press('Enter');
  const made = (await counted(claimsOf, article, 5)).find(({ id }) => !claims.some((one) => one.id === id));
  assert.deepEqual([made.status, made.kind, made.certainty, made.holder.text, made.anchor.exact, made.text], ['accepted', 'forecast', 'likely', 'Ada Grey', 'the bridge will probably open in May', 'The bridge will probably open in May.']);
  await hasFocus(page, made);
  await page.keyboard.press('u');
  await counted(claimsOf, article, 4);
  assert.deepEqual(said, []);
  await end();
});

test('without a selection, words are chosen by keys', async () => {
  const { article, claims } = await suggested();
  const { page, said, end } = await open(article);
  await page.keyboard.press('n');
  const group = page.getByRole('group', { name: 'Words of a new claim' });
  const shows = (words) => group.getByRole('status').getByText(words, { exact: true }).waitFor({ state: 'attached' });
  await shows('Ada Grey said that the bridge will probably open in May.');
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('ArrowDown');
  await shows('It cost nine million, and the toll is too high.');
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowLeft');
  await shows('It cost nine');
  for (const key of ['ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft']) await page.keyboard.press(key);
  await shows('cost nine million');
  await page.keyboard.press('ArrowUp');
  await shows('It cost nine million, and the toll is too high.');
  await page.keyboard.press('ArrowUp');
  await shows('Ada Grey said that the bridge will probably open in May.');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await shows('Nobody knows what becomes of the crew.');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'A new claim' }).getByRole('textbox', { name: 'Claim' }).waitFor();
  await page.keyboard.press('Enter');
  const made = (await counted(claimsOf, article, 5)).find(({ id }) => !claims.some((one) => one.id === id));
  assert.equal(made.anchor.exact, 'Nobody knows what becomes of the crew.');
  await hasFocus(page, made);
  assert.deepEqual(said, []);
  await end();
});

test('a name is made of words, of somebody known or new', async () => {
  const { article } = await suggested();
  const { page, said, end } = await open(article);
  await page.keyboard.press('m');
  await page.getByRole('group', { name: 'Words of a new name' }).getByRole('status').getByText('Ada Grey', { exact: true }).waitFor({ state: 'attached' });
  await page.keyboard.press('Enter');
  const form = page.getByRole('region', { name: 'A new name' });
  await form.getByText('New in the library.').waitFor();
  assert.deepEqual(await audit(page), []);
  await form.getByRole('combobox', { name: 'Kind' }).selectOption('group');
  await form.getByRole('combobox', { name: 'Whom or what' }).press('Enter');
  const [mention] = await counted(mentionsOf, article, 1);
  const entity = (await claimd.want(200, 'GET', `/v1/entities/${mention.entity}`)).body;
  assert.deepEqual([mention.anchor.exact, mention.status, entity.name, entity.kind], ['Ada Grey', 'accepted', 'Ada Grey', 'group']);
  await page.getByText('Name noted').waitFor();
  await page.keyboard.press('u');
  await counted(mentionsOf, article, 0);
  await page.getByText('Undone: name noted').waitFor();
  await claimd.want(404, 'GET', `/v1/entities/${mention.entity}`);
  // Somebody of the library, though the article calls him otherwise.
  await select(page, 'Ben Marsh');
  await page.keyboard.press('m');
  await form.getByRole('combobox', { name: 'Whom or what' }).fill('Piet');
  await form.getByRole('option', { name: 'Piet Hut' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await form.getByText('In the library.').waitFor();
  await page.keyboard.press('Enter');
  const [piet] = await counted(mentionsOf, article, 1);
  assert.equal(piet.entity, (await claimd.want(200, 'GET', '/v1/entities/piet-hut')).body.id);
  assert.deepEqual(said, []);
  await end();
});

test('a claim is split in two where a person says', async () => {
  const { article, claims } = await suggested();
  const { page, said, end } = await open(article, { hash: `#claim-${claims[1].id}` });
  await page.keyboard.press('s');
  const note = page.locator('.note-open');
  const first = note.getByRole('textbox', { name: 'First claim' });
  const second = note.getByRole('textbox', { name: 'Second claim' });
  await first.waitFor();
  assert.deepEqual([await first.inputValue(), await second.inputValue()], ['It cost nine million.', 'The toll is too high.']);
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  assert.deepEqual([await first.inputValue(), await second.inputValue()], ['It cost nine.', 'Million, and the toll is too high.']);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await note.getByRole('combobox', { name: 'Its kind' }).selectOption('evaluation');
  await page.keyboard.press('Enter');
  await hasFocus(page, claims[2]);
  const all = await counted(claimsOf, article, 5);
  const one = all.find(({ id }) => id === claims[1].id);
  const two = all.find(({ id }) => !claims.some((claim) => claim.id === id));
  assert.deepEqual([one.anchor.exact, one.text, one.status, one.kind], ['It cost nine million', 'It cost nine million.', 'accepted', 'fact']);
  assert.deepEqual([two.anchor.exact, two.text, two.status, two.kind], ['the toll is too high', 'The toll is too high.', 'accepted', 'evaluation']);
  await page.keyboard.press('u');
  await hasFocus(page, claims[1]);
  await counted(claimsOf, article, 4);
  const { revision, updated_at, ...back } = await becomes(claims[1], { status: 'suggested' });
  for (const [name, value] of Object.entries(back)) assert.deepEqual(value, claims[1][name], name);
  assert.deepEqual(said, []);
  await end();
});

/** An article with names of two suggested entities and one of the library. */
async function named() {
  const article = (await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'Names', body: 'Ada Grey met Ben Marsh in London.\n\nAda Grey left early, and Grey wrote about it. Later she met Hut.', language: 'en' } })).body;
  const create = async (plural, body) => (await claimd.want(201, 'POST', `/v1/${plural}`, { body: { status: 'suggested', confidence: 0.7, ...body } })).body;
  const [ada, ben] = [await create('entities', { name: `Ada Grey`, kind: 'person' }), await create('entities', { name: 'Ben Marsh', kind: 'place' })];
  const hut = (await claimd.want(200, 'GET', '/v1/entities/piet-hut')).body;
  const names = [];
  for (const [start, end, entity] of [[0, 8, ada], [13, 22, ben], [35, 43, ada], [60, 64, ada], [95, 98, null]])
    names.push(await create('mentions', { article: article.id, anchor: { start, end }, ...(entity ? { entity: entity.id } : {}), why: [{ rule: 'given-name' }] }));
  await create('claims', { article: article.id, quote: 'Ada Grey left early', text: 'Ada Grey left early.', kind: 'fact' });
  return { article, ada, ben, hut, names };
}

/** Waits until the server has records of one sort so: an array of values, one of each record. */
async function become(plural, records, name, wanted) {
  const one = async ({ id }) => (await claimd.want(200, 'GET', `/v1/${plural}/${id}`)).body[name];
  await becomesEqual(() => Promise.all(records.map(one)), wanted);
}

const S = 'suggested', A = 'accepted', R = 'rejected';
const inCard = (page, words) => page.waitForFunction((text) => document.activeElement?.matches('.card') && document.activeElement.querySelector('h2').textContent === text, words);

test('names are decided on by keys: one, all, none, another', async () => {
  const { article, ada, ben, hut, names } = await named();
  const { page, said, end } = await open(article);
  const press = (key) => page.keyboard.press(key);
  await press('l');
  await inCard(page, 'Ada Grey');
  await page.locator('.card').getByText('Found by a given name first.').waitFor();
  assert.deepEqual(await audit(page), []);
  // One: its suggested entity is one then.
  await press('a');
  await inCard(page, 'Ben Marsh');
  await become('mentions', names, 'status', [A, S, S, S, S]);
  await become('entities', [ada, ben], 'status', [A, S]);
  await press('u');
  await inCard(page, 'Ada Grey');
  await become('mentions', names, 'status', [S, S, S, S, S]);
  await become('entities', [ada, ben], 'status', [S, S]);
  // All of one.
  await press('A');
  await inCard(page, 'Ben Marsh');
  await become('mentions', names, 'status', [A, S, A, A, S]);
  await become('entities', [ada, ben], 'status', [A, S]);
  // No such entity: its names go with it, and come back.
  await press('X');
  await inCard(page, '“Hut”');
  await become('mentions', names, 'status', [A, R, A, A, S]);
  await become('entities', [ada, ben], 'status', [A, R]);
  await press('u');
  await inCard(page, 'Ben Marsh');
  await become('mentions', names, 'status', [A, S, A, A, S]);
  // Another kind of it.
  await press('e');
  await page.locator('.card').getByRole('combobox', { name: 'Kind' }).selectOption('person');
  assert.deepEqual(await audit(page), []);
  await press('Enter');
  await inCard(page, '“Hut”');
  await become('entities', [ben], 'kind', ['person']);
  await become('mentions', names, 'status', [A, A, A, A, S]);
  // Whom it means was open.
  await press('e');
  await page.locator('.card').getByRole('combobox', { name: 'Means' }).fill('Piet');
  await page.getByRole('option', { name: 'Piet Hut' }).waitFor();
  await press('ArrowDown');
  await press('Enter');
  await page.locator('.card').getByText('In the library.').waitFor();
  await press('Enter');
  await become('mentions', names.slice(4), 'entity', [hut.id]);
  await page.getByText('Name corrected').waitFor();
  await page.getByRole('list', { name: 'Progress' }).getByRole('button', { name: /Names 5 of 5 done/ }).waitFor();
  await press('u');
  await become('mentions', names.slice(4), 'entity', [null]);
  await become('mentions', names.slice(4), 'status', [S]);
  await inCard(page, '“Hut”');
  await press('r');
  await page.keyboard.type('no name');
  await press('Enter');
  await become('mentions', names.slice(4), 'reason', ['no name']);
  assert.deepEqual(said, []);
  await end();
});

test('another one’s change of a name is shown beside one’s own', async () => {
  for (const keeps of ['Keep yours', 'Take theirs']) {
    const { article, hut, names } = await named();
    const { page, end } = await open(article);
    await page.keyboard.press('l');
    await inCard(page, 'Ada Grey');
    await claimd.want(200, 'PATCH', `/v1/mentions/${names[0].id}`, { body: { entity: hut.id } });
    await page.keyboard.press('a');
    const both = page.getByRole('group', { name: 'Changed by somebody else' });
    await both.getByRole('row', { name: 'Means Ada Grey Piet Hut' }).waitFor();
    assert.deepEqual(await audit(page), []);
    await both.getByRole('button', { name: keeps }).press('Enter');
    await become('mentions', names.slice(0, 1), 'status', [keeps === 'Keep yours' ? A : S]);
    await become('mentions', names.slice(0, 1), 'entity', [keeps === 'Keep yours' ? names[0].entity : hut.id]);
    await end();
  }
});

test('a help names all keys', async () => {
  const { article } = await suggested();
  const { page, end } = await open(article);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByText('accept the open suggestion').waitFor();
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await end();
});
