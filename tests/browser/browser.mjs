// What all browser tests need: Debian's chromium, and the real server with the example library.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { binary, root, start } from '../api/server.mjs';

export { ADMIN, root } from '../api/server.mjs';

// What nobody waits for, unless the machine is busy or the page never comes.
const PATIENCE_MS = 120_000;

/** Without the last ones it asks for hosts that are not ours. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  timeout: PATIENCE_MS,
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

/** claimd on a port of its own, with the example library, or with nothing, in a folder of its own. */
export async function library({ args = [], examples = true } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'claimd-browser-'));
  if (examples) execFileSync(binary, ['import', '--data', dir, join(root, 'examples/library')], { stdio: 'ignore' });
  const server = await start({ dir, args });
  return {
    ...server,
    origin: `http://127.0.0.1:${server.port}`,
    async stop() {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** A page in a context of its own. `said` gathers complaints of its console and policy, and requests to others; `key` signs it in. */
export async function visit(browser, url, { key, ...context } = {}) {
  const page = await (await browser.newContext(context)).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  const said = [];
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.addInitScript(() => document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`)));
  page.on('request', (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith('http') && asked.origin !== new URL(url).origin) said.push(`asked ${asked.origin}`);
  });
  if (key) {
    await page.goto(new URL('/docs', url).href);
    await page.evaluate((secret) => fetch('/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${secret}` } }), key);
  }
  await page.goto(url);
  if (url.startsWith('http')) await page.waitForSelector('main :is(h1, [role=alert])');
  await page.waitForLoadState('networkidle');
  return { page, said };
}

/** Waits until the page is at an address. Where it does not come there, the error says where it is, what has the focus, and what it said. */
export async function arrives(page, url) {
  try {
    await page.waitForURL(url);
  } catch (cause) {
    const seen = await page.evaluate(() => ({
      at: location.href,
      focus: document.activeElement?.outerHTML.slice(0, 200),
      search: document.querySelector('.bar-search input')?.value,
      notice: document.querySelector('.notice')?.textContent,
    }));
    throw new Error(`${cause.message}\n${JSON.stringify(seen)}`, { cause });
  }
}

/** What the page shows at once reaches the server, and a layout its rest, somewhat later: asks until it is good. Answers what it was
 * then, or at last, for the assertion that follows. */
export async function until(get, isGood, { most = PATIENCE_MS } = {}) {
  const end = performance.now() + most;
  for (;;) {
    const now = await get();
    if (isGood(now) || performance.now() > end) return now;
    await new Promise((done) => setTimeout(done, 30));
  }
}

/** The same for a value that is known: it is there, and equal. */
export async function becomesEqual(get, wanted, what) {
  assert.deepEqual(await until(get, (now) => isDeepStrictEqual(now, wanted)), wanted, what);
}

const axe = readFileSync(join(root, 'tests/browser/node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong, a line each. The page's own policy forbids scripts from elsewhere; the debugger's are let in. */
export async function audit(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const { result } = await session.send('Runtime.evaluate', { expression: 'axe.run().then((found) => JSON.stringify(found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`)))', awaitPromise: true });
  return JSON.parse(result.value);
}
