// Sends a request again when that helps and harms nobody.
import { ConnectionError } from './problem.js';

export interface RetryOptions {
  /** How often a request is sent again; 4 unless told otherwise, 0 never. */
  retries?: number;
  /** A reply that asks for a longer pause than this many milliseconds is not waited for: 30,000. */
  longestPause?: number;
}

type Send = (request: Request) => Promise<Response>;

const FIRST_PAUSE_MS = 250;

/** Milliseconds that Retry-After asks for: seconds, or an HTTP date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** 1/4, 1/2, 1, 2 … seconds, each up to a half less, so that clients which failed together do not come back together. */
function pauseOf(attempt: number): number {
  return FIRST_PAUSE_MS * 2 ** attempt * (1 - Math.random() / 2);
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', stop, { once: true });
    function done() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason);
    }
  });
}

/** Whether doing it twice is doing it once: what a lost connection or an unknown outcome may be repeated for. */
function isRepeatable(request: Request): boolean {
  return request.method !== 'PATCH' && (request.method !== 'POST' || request.headers.has('Idempotency-Key'));
}

/** 429 and 503 say that nothing was done, but for one code. */
async function canRepeat(request: Request, response: Response): Promise<boolean> {
  if (response.status === 429) return true;
  if (response.status === 502 || response.status === 504) return isRepeatable(request);
  if (response.status !== 503) return false;
  return isRepeatable(request) || !(await response.clone().text()).includes('unknown_outcome');
}

/** The same sender, which tries again after 429, 503 and broken connections, and waits as long as Retry-After says. */
export function withRetries(send: Send, { retries = 4, longestPause = 30_000 }: RetryOptions): Send {
  return async (request) => {
    for (let attempt = 0; ; attempt++) {
      const isLast = attempt >= retries;
      let pause = pauseOf(attempt);
      try {
        const response = await send(isLast ? request : request.clone());
        if (isLast || response.ok || !(await canRepeat(request, response))) return response;
        pause = retryAfter(response.headers.get('Retry-After'), Date.now()) ?? pause;
        if (pause > longestPause) return response;
        await response.body?.cancel();
      } catch (cause) {
        if (request.signal.aborted) throw cause;
        if (isLast || !isRepeatable(request))
          throw new ConnectionError(`no reply from ${new URL(request.url).origin}`, { cause });
      }
      await wait(pause, request.signal);
    }
  };
}
