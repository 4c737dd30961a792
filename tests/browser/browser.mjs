// What all browser tests need: Debian's chromium, and the real server with the example library.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { binary, root, start } from '../api/server.mjs';

export { ADMIN, root } from '../api/server.mjs';

/** Without the last ones it asks for hosts that are not ours. */
export const launchOptions = {
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};

/** claimd on a port of its own, with the example library in a folder of its own. */
export async function library({ args = [] } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'claimd-browser-'));
  execFileSync(binary, ['import', '--data', dir, join(root, 'examples/library')], { stdio: 'ignore' });
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
