// Texts in all scripts, on all screens, on paper, and in browsers without highlights.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, audit, becomesEqual, launchOptions, library, visit } from './browser.mjs';

/** Rows: language, direction, body, words of claims. */
const texts = [
  ['ar', 'rtl', 'تقرير مايو: القمح سيكون غاليا قبل الحصاد. أغلقت المطحنة في ٢٠١٩.\n\nولم يفتقد أحد الشوفان.', ['القمح سيكون غاليا قبل الحصاد', 'أغلقت المطحنة في ٢٠١٩', 'لم يفتقد أحد الشوفان']],
  ['he', 'rtl', 'הדוח של Aldbury אומר שהחיטה תהיה יקרה. הטחנה נסגרה ב־2019.\n\nWheat was cheap in this English paragraph.', ['שהחיטה תהיה יקרה', 'של Aldbury אומר', 'cheap in this English']],
  ['zh', 'ltr', '部长说，小麦在下次收获之前会很贵。磨坊已经关门了。\n\n没有人想念燕麦。', ['小麦在下次收获之前会很贵', '磨坊已经关门了', '没有人想念燕麦']],
  ['ja', 'ltr', '𠮷野村の報告によると、小麦は高くなる。𠮟られた粉屋は店を閉めた。', ['小麦は高くなる', '𠮟られた粉屋は店を閉めた', '𠮷野村の報告']],
  ['en', 'ltr', '👩‍👩‍👧‍👦 The family 🏳️‍🌈 says that wheat 🌾 will be dear. 🙂 The mill 🏭🏭 has closed.', ['wheat 🌾 will be dear', 'The mill 🏭🏭 has closed', '👩‍👩‍👧‍👦 The family 🏳️‍🌈']],
  ['vi', 'ltr', 'Vie\u0302\u0323t Nam: g\u0308\u0323o\u0301i lu\u0301a se\u0303 đa\u0306\u0301t. Co\u0302\u0301i xay đa\u0303 đo\u0301ng.', ['g\u0308\u0323o\u0301i lu\u0301a se\u0303 đa\u0306\u0301t', 'Co\u0302\u0301i xay đa\u0303 đo\u0301ng']],
  ['hi', 'ltr', 'मंत्री ने कहा कि गेहूँ महँगा होगा। चक्की बंद हो गई है।', ['गेहूँ महँगा होगा', 'चक्की बंद हो गई है']],
  ['th', 'ltr', 'รายงานบอกว่าข้าวสาลีจะแพง โรงสีปิดแล้ว', ['ข้าวสาลีจะแพง', 'โรงสีปิดแล้ว']],
];

let browser, claimd;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

const want = async (...request) => (await claimd.want(...request)).body;
const open = async (path, options) => {
  const { page, said } = await visit(browser, `${claimd.origin}${path}`, options);
  await page.waitForSelector('.body');
  return { page, said };
};

async function makeArticle(language, body, quotes) {
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: [...body].slice(0, 24).join(''), language, body } })).id;
  const claims = [];
  for (const quote of quotes) claims.push(await want(201, 'POST', '/v1/claims', { body: { article, quote, text: quote, kind: 'fact' } }));
  return { article, claims };
}

/** The words under all highlights whose name begins so. */
const highlighted = (page, prefix) =>
  page.evaluate((start) => {
    const found = [];
    for (const [name, ranges] of CSS.highlights) {
      if (!name.startsWith(start)) continue;
      for (const { startContainer, startOffset, endContainer, endOffset } of ranges) {
        const range = document.createRange();
        range.setStart(startContainer, startOffset);
        range.setEnd(endContainer, endOffset);
        found.push(range.toString());
      }
    }
    return found.sort();
  }, prefix);

for (const [language, direction, body, quotes] of texts) {
  test(`${language}: just the claim's words are marked, and the text runs ${direction}`, async () => {
    const { article, claims } = await makeArticle(language, body, quotes);
    const { page, said } = await open(`/articles/${article}#claim-${claims[0].id}`, { key: ADMIN });
    await page.waitForSelector('.note-open');
    const words = claims.map(({ anchor }) => anchor.exact).sort();
    assert.deepEqual(await highlighted(page, 'claim-'), words);
    assert.deepEqual(await highlighted(page, 'active'), [claims[0].anchor.exact]);
    const [first] = await page.locator('.block').evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    assert.equal(first, direction);
    assert.equal(await page.locator('.note-open .note-text').evaluate((one) => getComputedStyle(one).direction), direction);
    assert.equal(await page.locator('.body').getAttribute('lang'), language);
    await becomesEqual(() => page.evaluate(() => {
      const [text, margin, strips] = ['.text', '.margin', '.strip'].map((one) => document.querySelector(one)?.getBoundingClientRect());
      return { notes: margin.left > text.right ? 'right' : margin.right < text.left ? 'left' : 'over', strips: !strips ? 'none' : strips.right <= text.left ? 'left' : strips.left >= text.right ? 'right' : 'over' };
    }), direction === 'rtl' ? { notes: 'left', strips: 'right' } : { notes: 'right', strips: 'left' }, 'notes stand where lines end, strips where they begin');

    // Words chosen by hand become the claim's words, however many units its characters have.
    const last = claims.at(-1).anchor.exact;
    await page.goto(`${claimd.origin}/articles/${article}`);
    await page.waitForSelector('.note');
    const box = await page.evaluate((wanted) => {
      const walk = document.createTreeWalker(document.querySelector('.body'), NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) {
        const at = node.data.indexOf(wanted);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + wanted.length);
        const { left, top, width, height } = range.getClientRects()[0];
        return { x: left + width / 2, y: top + height / 2 };
      }
      return undefined;
    }, last);
    await page.mouse.move(box.x, box.y);
    await page.waitForFunction(() => CSS.highlights.get('hovered')?.size === 1);
    assert.deepEqual(await highlighted(page, 'hovered'), [last]);
    assert.deepEqual(said, []);
    await page.context().close();
  });
}

test('above a right-to-left article each name keeps the dot behind it, and one that no line holds is broken', async () => {
  const name = 'ليلى'.repeat(20);
  const { id } = await want(201, 'POST', '/v1/articles', { body: { title: 'القمح', language: 'ar', authors: [{ name: 'ليلى حداد' }, { name }], publisher: { name: 'الصحيفة' }, published_at: '2024-05', body: 'القمح سيكون غاليا قبل الحصاد.' } });
  const { page } = await open(`/articles/${id}`, { viewport: { width: 320, height: 640 } });
  assert.deepEqual(await page.locator('.article-by > *').evaluateAll((all) => all.map((one) => getComputedStyle(one).direction)), ['ltr', 'ltr', 'ltr', 'ltr']);
  assert.deepEqual(await page.locator('.article-by bdi').allTextContents(), ['ليلى حداد', name, 'الصحيفة']);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
  assert.ok(!(await page.locator('.keys-button').isVisible()));
  await page.context().close();
});

test('a right-to-left list has its marks on its side', async () => {
  const article = await want(201, 'POST', '/v1/articles', { body: { title: 'قائمة', language: 'ar', source: '- القمح سيكون غاليا\n- أغلقت المطحنة', source_type: 'text/markdown' } });
  assert.ok(article.blocks.every(({ kind }) => kind === 'list_item'));
  const { page } = await open(`/articles/${article.id}`);
  const list = await page.locator('.body ul').evaluate((one) => [getComputedStyle(one).direction, getComputedStyle(one).paddingRight, getComputedStyle(one).paddingLeft]);
  assert.deepEqual([list[0], list[2]], ['rtl', '0px']);
  assert.notEqual(list[1], '0px');

  await want(201, 'POST', '/v1/claims', { body: { article: article.id, quote: 'القمح سيكون غاليا', text: 'القمح سيكون غاليا', kind: 'forecast' } });
  await page.reload();
  await page.waitForSelector('.note');
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  const [right, size] = await page.locator('.printed-notes li').evaluate((one) => [document.documentElement.clientWidth - one.getBoundingClientRect().right, parseFloat(getComputedStyle(one).fontSize)]);
  assert.ok(right >= 1.9 * size, `on paper, numbers have ${right} px beside them`);
  await page.context().close();
});

test('condition, horizon and who said it are marked inside an open claim, and its holders are told in order', async () => {
  const body = 'Some scholars, the Daily Crumb wrote, say that bread will be dear by 1975 if the rain fails. Nobody asked the bakers.';
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: 'Bread', language: 'en', body } })).id;
  const paper = await want(201, 'POST', '/v1/entities', { body: { name: 'The Daily Crumb', kind: 'organization' } });
  const at = (words) => ({ text: words, start: body.indexOf(words), end: body.indexOf(words) + words.length });
  const claim = await want(201, 'POST', '/v1/claims', {
    body: {
      article, quote: 'say that bread will be dear by 1975 if the rain fails', text: 'Bread will be dear by 1975 if the rain fails.', kind: 'forecast', certainty: 'likely',
      condition: at('if the rain fails'), horizon: { by: '1975', ...at('by 1975') },
      holder: { text: 'some scholars', cue: at('say'), commitment: 'doubts', via: [{ entity: paper.id, text: 'the Daily Crumb', commitment: 'reports' }] },
    },
  });
  const { page } = await open(`/articles/${article}#claim-${claim.id}`);
  await page.waitForSelector('.note-open');
  assert.deepEqual(await highlighted(page, 'part-condition'), ['if the rain fails']);
  assert.deepEqual(await highlighted(page, 'part-horizon'), ['by 1975']);
  assert.deepEqual(await highlighted(page, 'part-cue'), ['say']);
  assert.deepEqual(await page.locator('.note-quote mark').evaluateAll((all) => all.map((one) => one.textContent)), ['said by: say', 'by when: by 1975', 'condition: if the rain fails']);
  assert.match(await page.locator('.note-details').textContent(), /some scholars, as The Daily Crumb reports; the author doubts it/);
  await page.context().close();
});

test('without highlights the marks are elements, over the same words', async () => {
  const [, , body, quotes] = texts[4];
  const { article, claims } = await makeArticle('en', body, quotes);
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(() => {
    delete CSS.highlights;
  });
  const said = [];
  page.on('pageerror', (error) => said.push(String(error)));
  for (const { id, anchor } of claims) {
    await page.goto('about:blank');
    await page.goto(`${claimd.origin}/articles/${article}#claim-${id}`);
    await page.waitForSelector('.body mark.active');
    assert.equal(await page.evaluate(() => 'highlights' in CSS), false);
    assert.equal((await page.locator('.body mark.active').allTextContents()).join(''), anchor.exact);
  }
  assert.equal((await page.locator('.block').allTextContents()).join('\n\n'), (await want(200, 'GET', `/v1/articles/${article}`)).body);
  assert.ok((await page.locator('.body mark[data-slot="0"]').count()) >= claims.length);
  assert.deepEqual(await audit(page), []);
  assert.deepEqual(said, []);
  await page.context().close();
});

test('on paper, claims are numbered notes below the article', async () => {
  const id = (await want(200, 'GET', '/v1/articles?q=chess&fields=id')).data[0].id;
  const claims = (await want(200, 'GET', `/v1/articles/${id}/claims?sort=position&limit=200`)).data;
  const { page } = await open(`/articles/${id}`);
  await page.waitForSelector('.note');
  await page.getByRole('button', { name: 'Use dark colours' }).click();
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print' });
  assert.deepEqual(await page.locator('.printed-notes li').evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim())), claims.map(({ text }) => text));
  const numbers = (await page.locator('.note-number').allTextContents()).flatMap((one) => one.split(', ').map(Number)).sort((a, b) => a - b);
  assert.deepEqual(numbers, claims.map((_, i) => i + 1));
  for (const hidden of ['.bar', '.reader-bar', '.margin', '.named', '.article-foot .not-printed']) assert.ok(!(await page.locator(hidden).first().isVisible()), hidden);
  assert.ok(await page.locator('.printed-notes').isVisible());
  assert.match(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), /^light/); // dark was chosen
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  await page.emulateMedia({ media: 'screen' });
  assert.equal(await page.locator('.printed-notes').count(), 0);
  assert.ok((await page.pdf({ format: 'A4' })).length > 20_000);
  await page.context().close();
});

test('from a narrow telephone to a large screen nothing is cut off', async () => {
  const id = (await want(200, 'GET', '/v1/articles?q=chess&fields=id')).data[0].id;
  for (const width of [320, 390, 768, 991, 993, 1280, 1920, 3840]) {
    const { page } = await open(`/articles/${id}`, { viewport: { width, height: 800 } });
    await page.waitForSelector(width < 992 ? '.sheet' : '.note');
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= width, `${width}`);
    const columns = await page.locator('.body').evaluate((one) => one.getBoundingClientRect().width / parseFloat(getComputedStyle(one).fontSize));
    assert.ok(columns < 36, `${width}: lines of ${columns} em`);
    await page.context().close();
  }
});

test('who wants no motion gets none', async () => {
  const id = (await want(200, 'GET', '/v1/articles?q=chess&fields=id')).data[0].id;
  const { page } = await open(`/articles/${id}`, { reducedMotion: 'reduce' });
  await page.waitForSelector('.notes > li');
  const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
    const { transitionDuration, animationDuration } = getComputedStyle(one);
    return [transitionDuration, animationDuration].some((each) => each.split(', ').some((time) => parseFloat(time) > 0));
  }).length);
  assert.equal(moving, 0);
  await page.context().close();
});

test('where the system gives the colours, words can be read, and what is open stands out', async () => {
  const body = 'Bread will be dear if the rain fails. The mill has closed.';
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: 'Bread', language: 'en', body } })).id;
  const condition = { text: 'if the rain fails', start: body.indexOf('if'), end: body.indexOf('.') };
  const { id } = await want(201, 'POST', '/v1/claims', { body: { article, quote: 'Bread will be dear if the rain fails', text: 'Bread will be dear if the rain fails.', kind: 'forecast', condition } });
  await want(201, 'POST', '/v1/claims', { body: { article, quote: 'The mill has closed', text: 'The mill has closed.', kind: 'fact' } });
  const { page } = await open(`/articles/${article}?only=forecast#claim-${id}`, { forcedColors: 'active' });
  await page.waitForSelector('.note-open mark.part');
  const painted = await page.evaluate(() => {
    /** Surface and letters, as the system calls them. */
    const names = ['Canvas', 'CanvasText', 'Highlight', 'HighlightText'];
    const probe = document.body.appendChild(document.createElement('span'));
    probe.style.forcedColorAdjust = 'none';
    const named = new Map([['rgba(0, 0, 0, 0)', 'none']]);
    for (const name of names) {
      probe.style.color = name;
      named.set(getComputedStyle(probe).color, name);
    }
    const of = (element, pseudo) => {
      const { backgroundColor, color } = getComputedStyle(element, pseudo);
      return [named.get(backgroundColor) ?? backgroundColor, named.get(color) ?? color].join(', ');
    };
    const block = document.querySelector('.block');
    return {
      claim: of(block, '::highlight(claim-0)'), open: of(block, '::highlight(active)'), condition: of(block, '::highlight(part-condition)'),
      quoted: of(document.querySelector('.note-open mark.part')), filter: of(document.querySelector('.chip[aria-pressed=true]')), way: of(document.querySelector('.switch :checked + span')),
    };
  });
  assert.deepEqual(painted, {
    claim: 'none, CanvasText', open: 'Highlight, HighlightText', condition: 'Highlight, HighlightText', quoted: 'none, CanvasText', filter: 'Highlight, HighlightText', way: 'Highlight, HighlightText',
  });
  await page.context().close();
});
