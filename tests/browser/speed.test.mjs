// How fast the page is, measured by the browser itself: an article of 2,000 claims, and what the first page weighs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions, library, visit } from './browser.mjs';

const CLAIMS = 2000;
const KINDS = ['fact', 'cause', 'forecast', 'evaluation', 'recommendation', 'comparison', 'definition', 'question'];

/** Other work on the machine makes single runs slow: the best of several is what the page itself takes. */
const TRIES = 5;

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
  await page.waitForFunction((count) => [...CSS.highlights].filter(([name]) => name.startsWith('claim-')).reduce((sum, [, ranges]) => sum + ranges.size, 0) === count, CLAIMS);
  return page;
};

const best = (times) => Math.min(...times);

test('2,000 claims are coloured anew in under 30 ms', async (t) => {
  const page = await openLong();
  const times = await page.evaluate(async (tries) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const times = [];
    for (let i = 0; i < tries; i++) {
      for (const mode of ['Certainty', 'Kind']) {
        await painted();
        const input = [...document.querySelectorAll('.switch label')].find((one) => one.textContent === mode).querySelector('input');
        const began = performance.now();
        input.click(); // the highlights are set before this returns, or in the microtasks after it
        await Promise.resolve();
        times.push(performance.now() - began);
      }
    }
    return times;
  }, TRIES);
  t.diagnostic(`repaint: ${times.map((one) => one.toFixed(1)).join(', ')} ms`);
  assert.ok(best(times) < 30, `${best(times)} ms`);
  const frames = await page.evaluate(async (tries) => {
    const frames = [];
    for (let i = 0; i < tries; i++) {
      const chip = document.querySelector('.legend-groups .chip');
      const began = performance.now();
      chip.click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0))); // after style, layout and paint
      frames.push(performance.now() - began);
    }
    return frames;
  }, TRIES);
  t.diagnostic(`a filter, until it is seen: ${frames.map((one) => one.toFixed(1)).join(', ')} ms`);
  await page.context().close();
});

test('hovering and opening a note among 2,000 is answered within 50 ms', async (t) => {
  const page = await openLong();
  const times = await page.evaluate(async (tries) => {
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    const times = [];
    for (let i = 0; i < 2 * tries; i++) {
      const link = document.querySelectorAll('.note-text a')[3 + i];
      await painted();
      const began = performance.now();
      link.click();
      await painted();
      times.push(performance.now() - began);
    }
    return times;
  }, TRIES);
  t.diagnostic(`open: ${times.map((one) => one.toFixed(1)).join(', ')} ms`);
  assert.ok(best(times) < 50, `${best(times)} ms`);
  await page.context().close();
});

test('an article of 2,000 claims scrolls without long frames, and nothing shifts', async (t) => {
  const page = await openLong();
  const seen = await page.evaluate(async () => {
    const long = [];
    const observer = new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration, blockingDuration, scripts }) => ({ duration, blockingDuration, script: scripts.reduce((sum, one) => sum + one.duration, 0) }))));
    observer.observe({ type: 'long-animation-frame' });
    const gaps = [];
    await new Promise((done) => {
      let last = performance.now();
      let frames = 0;
      const step = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        scrollBy(0, 120);
        if (++frames < 120) requestAnimationFrame(step);
        else done();
      };
      requestAnimationFrame(step);
    });
    observer.disconnect();
    return { long, gaps: gaps.slice(1), notes: document.querySelectorAll('.notes > li').length, y: scrollY };
  });
  const sorted = seen.gaps.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  t.diagnostic(`frames: median ${median.toFixed(1)} ms, 95% under ${sorted[Math.floor(sorted.length * 0.95)].toFixed(1)} ms, longest ${sorted.at(-1).toFixed(1)} ms; long frames ${JSON.stringify(seen.long)}; ${seen.notes} notes`);
  assert.ok(seen.y > 10_000);
  assert.ok(median < 1000 / 60 + 1, `median ${median} ms`);
  assert.ok(seen.long.filter(({ script }) => script > 50).length === 0, JSON.stringify(seen.long));
  assert.ok(seen.notes < 150, `${seen.notes} notes are made`);
  await page.context().close();
});

test('nothing shifts while a page comes', async (t) => {
  for (const path of ['/', `/articles/${article}`, '/articles', '/claims', '/entities/piet-hut']) {
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
    t.diagnostic(`${path}: ${shifted.toFixed(4)}`);
    assert.ok(shifted < 0.05, `${path}: ${shifted}`);
    await page.context().close();
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
