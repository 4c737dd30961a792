// How fast the page is, measured by the browser itself: an article of 2,000 claims, and what the first page weighs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions, library, visit } from './browser.mjs';

const CLAIMS = 2000;
const KINDS = ['fact', 'cause', 'forecast', 'evaluation', 'recommendation', 'comparison', 'definition', 'question'];

/** Other work on the machine makes single runs slow: of times by the clock, the best of several is what the page takes. */
const TRIES = 5;

/** What work costs the page's main thread, in ms of processor time: however busy the machine is otherwise. */
async function cost(page, work) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent = async () => (await session.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  const began = await spent();
  await work();
  const ms = (await spent()) - began;
  await session.detach();
  return ms;
}

/** What it costs at least, of up to TRIES times: caches and cores that others use make single runs dear. */
async function least(page, limit, work) {
  const seen = [];
  for (let time = 0; time < TRIES && !(Math.min(...seen) < limit); time++) seen.push(await cost(page, work));
  return Math.min(...seen);
}

let browser, claimd, article;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
  article = await makeLongArticle();
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

/** 2,000 sentences in 250 paragraphs, each a claim. */
async function makeLongArticle() {
  const sentences = Array.from({ length: CLAIMS }, (_, i) => `Mill number ${i} will grind ${i * 7} sacks of wheat before the harvest of ${1900 + (i % 100)} is in.`);
  const body = Array.from({ length: CLAIMS / 8 }, (_, i) => sentences.slice(8 * i, 8 * i + 8).join(' ')).join('\n\n');
  const { id } = (await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'Two thousand mills', language: 'en', body } })).body;
  for (let i = 0; i < CLAIMS; i += 200) {
    const claims = sentences.slice(i, i + 200).map((sentence, j) => ({
      article: id, quote: sentence, text: `${sentence} That is what the author says of it.`, kind: KINDS[(i + j) % KINDS.length], status: j % 3 === 0 ? 'suggested' : 'accepted', ...(j % 3 === 0 ? { confidence: 0.5, why: [{ rule: 'sentence' }] } : {}),
    }));
    await claimd.want(201, 'POST', '/v1/claims', { body: claims });
  }
  return id;
}

const openLong = async () => {
  const { page } = await visit(browser, `${claimd.origin}/articles/${article}`, { viewport: { width: 1280, height: 900 } });
  await page.waitForSelector('.note', { timeout: 60_000 });
  await page.waitForFunction(() => [...CSS.highlights.keys()].some((name) => name.startsWith('claim-')));
  return page;
};

const best = (times) => Math.min(...times);

test('2,000 claims are coloured anew in under 30 ms', async (t) => {
  const page = await openLong();
  const times = await page.evaluate(async (tries) => {
    const times = [];
    for (let i = 0; i < tries; i++) {
      for (const mode of ['Certainty', 'Kind']) {
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        const input = [...document.querySelectorAll('.switch label')].find((one) => one.textContent === mode).querySelector('input');
        const before = CSS.highlights.get('claim-0');
        const began = performance.now();
        input.click(); // the highlights are set when this returns
        times.push(performance.now() - began);
        if (CSS.highlights.get('claim-0') === before) throw new Error('nothing was painted');
      }
    }
    return times;
  }, TRIES);
  t.diagnostic(`highlights: ${times.map((one) => one.toFixed(1)).join(', ')} ms`);
  assert.ok(best(times) < 30, `${best(times)} ms`);
  const ms = await least(page, 100 * TRIES, () => page.evaluate(async (tries) => {
    for (let i = 0; i < tries; i++) {
      document.querySelector('.legend-groups .chip').click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); // behind style, layout and paint
    }
  }, TRIES)) / TRIES;
  t.diagnostic(`a filter, with style, layout and paint: ${ms.toFixed(1)} ms`);
  assert.ok(ms < 100, `${ms} ms`);
  await page.context().close();
});

test('opening a note among 2,000 is answered within 50 ms', async (t) => {
  const page = await openLong();
  const ms = await least(page, 50 * TRIES, () => page.evaluate(async (tries) => {
    for (let i = 0; i < tries; i++) {
      document.querySelectorAll('.note-text a')[3 + i].click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    }
  }, TRIES)) / TRIES;
  t.diagnostic(`${ms.toFixed(1)} ms`);
  assert.ok(ms < 50, `${ms} ms`);
  await page.context().close();
});

test('an article of 2,000 claims scrolls at 60 frames', async (t) => {
  const page = await openLong();
  const FRAMES = 120;
  const ms = await least(page, (1000 / 60) * FRAMES, () => page.evaluate((count) => new Promise((done) => {
    let frames = 0;
    scrollTo(0, 0);
    requestAnimationFrame(function step() {
      scrollBy(0, 120);
      if (++frames < count) requestAnimationFrame(step);
      else requestAnimationFrame(done);
    });
  }), FRAMES)) / FRAMES;
  t.diagnostic(`${ms.toFixed(1)} ms of the main thread a frame`);
  assert.ok((await page.evaluate(() => scrollY)) > 10_000);
  assert.ok(ms < 1000 / 60, `${ms} ms`);
  assert.ok((await page.locator('.notes > li').count()) < 150);
  await page.context().close();
});

test('wherever one jumps in it, all claims on the screen are marked', async () => {
  const page = await openLong();
  const missing = () => page.evaluate(() => {
    const marked = new Set();
    for (const [name, ranges] of CSS.highlights) if (name.startsWith('claim-')) for (const range of ranges) marked.add(`${range.startContainer.parentElement.dataset.block} ${range.startOffset}`);
    const blocks = [...document.querySelectorAll('.block')].filter((block) => block.getBoundingClientRect().bottom > 0 && block.getBoundingClientRect().top < innerHeight);
    const wanted = blocks.flatMap((block) => [...block.textContent.matchAll(/Mill number/g)].map(({ index }) => `${block.dataset.block} ${index}`));
    return wanted.length === 0 ? ['no text on the screen'] : wanted.filter((one) => !marked.has(one));
  });
  for (const share of [0, 0.5, 0.93, 0.2]) {
    await page.evaluate((part) => scrollTo(0, part * document.querySelector('.body').offsetHeight), share);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))));
    assert.deepEqual(await missing(), [], `at ${share}`);
  }
  await page.context().close();
});

/** How much moves while a page comes. */
async function shiftOf(path) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.addInitScript(() => {
    globalThis.shifted = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifted += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(`${claimd.origin}${path}`);
  await page.waitForSelector('main h1');
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(400);
  const shifted = await page.evaluate(() => globalThis.shifted);
  await page.context().close();
  return shifted;
}

test('nothing shifts while a page comes', async (t) => {
  for (const path of ['/', `/articles/${article}`, '/articles', '/claims', '/entities/piet-hut']) {
    const seen = [await shiftOf(path)];
    // On a machine that is busy, what belongs together may come in two frames: then the median of five.
    while (seen[0] >= 0.05 && seen.length < TRIES) seen.push(await shiftOf(path));
    const shifted = seen.toSorted((a, b) => a - b)[Math.floor(seen.length / 2)];
    t.diagnostic(`${path}: ${shifted.toFixed(4)}`);
    assert.ok(shifted < 0.05, `${path}: ${seen}`);
  }
});

test('the first page that one comes to weighs less than 100 kB', async (t) => {
  const reading = (await claimd.want(200, 'GET', '/v1/articles?q=chess&fields=id')).body.data[0].id;
  for (const path of ['/', `/articles/${reading}`, '/claims']) {
    const page = await (await browser.newContext()).newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    const files = [];
    session.on('Network.responseReceived', ({ requestId, response }) => files.push({ requestId, url: new URL(response.url).pathname }));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const url = files.find((file) => file.requestId === requestId)?.url ?? '';
      if (!url.startsWith('/v1/')) bytes += encodedDataLength; // with its head
    });
    await page.goto(`${claimd.origin}${path}`);
    await page.waitForSelector('main h1');
    await page.waitForLoadState('networkidle');
    t.diagnostic(`${path}: ${bytes} bytes in ${files.filter(({ url }) => !url.startsWith('/v1/')).length} files`);
    assert.ok(bytes > 20_000 && bytes < 100_000, `${path}: ${bytes} bytes`);
    await page.context().close();
  }
});
