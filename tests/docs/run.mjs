// run [PROGRAM]: every curl line of README.md, CONTRIBUTING.md and docs/ against a fresh server with the example library.
//
// A block of ```sh that holds curl is run by bash as it stands, the blocks of a page in one shell, in a folder whose data
// folder is `var`; only localhost:8080 becomes the address of the server. Each curl must answer 2xx, or what the block's
// first line says: ```sh status=409, or status=201,409 for one after the other.
//
// A block marked as output (```json output) that follows is compared with what the block before it printed. Ids, times,
// cursors, keys and request ids may differ, and … stands for anything.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..');
const program = resolve(process.argv[2] ?? join(root, 'build/claimd'));
const BLOCK_MS = 600_000; // what hangs, not what is slow

let passed = 0;
let failed = 0;

function check(isGood, where, what) {
    if (isGood) {
        passed++;
        return;
    }
    failed++;
    console.log(`FAIL ${where}: ${what}`);
}

function pages() {
    const docs = join(root, 'docs');
    const inDocs = existsSync(docs) ? readdirSync(docs).filter((name) => name.endsWith('.md')).sort() : [];
    return ['README.md', 'CONTRIBUTING.md', ...inDocs.map((name) => `docs/${name}`)].filter((path) => existsSync(join(root, path)));
}

// The fenced blocks of a page: { line, language, info, text }.
function blocksOf(page) {
    const blocks = [];
    let open = null;
    readFileSync(join(root, page), 'utf8').split('\n').forEach((line, index) => {
        const fence = /^```(\S*)\s*(.*)$/.exec(line);
        if (!fence) {
            open?.lines.push(line);
        } else if (open) {
            blocks.push({ ...open, text: open.lines.join('\n') });
            open = null;
        } else {
            open = { line: index + 1, language: fence[1], info: fence[2], lines: [] };
        }
    });
    return blocks;
}

async function startServer(folder) {
    const data = join(folder, 'var');
    const loaded = spawnSync(program, ['import', '--data', data, join(root, 'examples/library')], { encoding: 'utf8' });
    if (loaded.status !== 0)
        throw new Error(`import: ${loaded.error?.message ?? loaded.stderr}`);
    const child = spawn(program, ['serve', '--data', data, '--listen', '127.0.0.1:0'], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (piece) => (said += piece));
    for (let tries = 0; tries < 1200 && child.exitCode === null; tries++) {
        const listen = /http:\/\/(127\.0\.0\.1:\d+)\/\n/.exec(said)?.[1];
        if (listen && spawnSync(program, ['ping', '--listen', listen]).status === 0)
            return { child, listen };
        await new Promise((done) => setTimeout(done, 50));
    }
    child.kill('SIGKILL');
    throw new Error(`the server did not become ready: ${said}`);
}

// Bash that runs the blocks it is given, one after the other, and tells what each printed and what each curl was answered.
class Shell {
    constructor(folder, listen) {
        this.child = spawn('bash', ['--norc', '--noprofile'], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
        this.folder = folder;
        this.printed = '';
        this.count = 0;
        this.child.stdout.setEncoding('utf8').on('data', (text) => {
            this.printed += text;
            this.notice?.();
        });
        this.child.stdin.write(`curl() {
            local words=() word
            for word; do words+=("\${word//localhost:8080/${listen}}"); done
            command curl --silent --show-error --max-time 120 --write-out '%{stderr}%{http_code}\\n' "\${words[@]}" 2>> statuses
        }
        `);
    }

    run(text) {
        const mark = `-- end of block ${++this.count}`;
        return new Promise((done, fail) => {
            const timer = setTimeout(() => fail(new Error('the block did not end')), BLOCK_MS);
            this.notice = () => {
                const at = this.printed.indexOf(mark);
                if (at < 0)
                    return;
                clearTimeout(timer);
                const output = this.printed.slice(0, at);
                this.printed = this.printed.slice(at + mark.length).replace(/^\n/, '');
                const statuses = readFileSync(join(this.folder, 'statuses'), 'utf8').split('\n').filter(Boolean);
                done({ output, statuses });
            };
            this.child.stdin.write(`: > statuses\n${text}\nprintf '%s\\n' '${mark}'\n`);
        });
    }

    end() {
        this.child.stdin.end();
        this.child.kill();
    }
}

function mask(text) {
    return text
        .replace(/\r/g, '')
        .replace(/\b[0-7][0-9a-hjkmnp-tv-z]{12}\b/g, 'ID')
        .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, 'TIME')
        .replace(/^(Date|X-Request-Id): .*$/gim, '$1: …')
        .replace(/"request_id": ?"[^"]*"/g, '"request_id":"…"')
        .replace(/"next": ?"[^"]*"/g, '"next":"…"')
        .replace(/cl_[\w-]{43}/g, 'KEY')
        .trim();
}

function matches(expected, actual) {
    const parts = mask(expected).split(/\s*…\s*/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('[^]*?')}$`).test(mask(actual));
}

async function runPage(page) {
    const blocks = blocksOf(page);
    const isRun = (block) => block.language === 'sh' && /(^|[\s(])curl /.test(block.text);
    if (!blocks.some(isRun))
        return;
    const folder = mkdtempSync(join(tmpdir(), 'claimd-docs-'));
    let server, shell;
    try {
        server = await startServer(folder);
        shell = new Shell(folder, server.listen);
        for (const [index, block] of blocks.entries()) {
            if (!isRun(block))
                continue;
            const where = `${page}:${block.line}`;
            const { output, statuses } = await shell.run(block.text);
            const expected = /status=([\d,]+)/.exec(block.info)?.[1].split(',') ?? [];
            check(statuses.length > 0, where, 'no curl ran');
            statuses.forEach((status, at) => {
                const isGood = expected.length > 0 ? status === expected[Math.min(at, expected.length - 1)] : /^2\d\d$/.test(status);
                check(isGood, where, `curl ${at + 1} was answered ${status}; expected ${expected[at] ?? '2xx'}\n${output}`);
            });
            const next = blocks[index + 1];
            if (next && /\boutput\b/.test(next.info))
                check(matches(next.text, output), `${page}:${next.line}`, `the output is another:\n${output}`);
        }
    } catch (error) {
        check(false, page, error.message);
    } finally {
        shell?.end();
        if (server) {
            const ended = new Promise((done) => server.child.once('exit', done));
            server.child.kill('SIGTERM');
            await ended;
        }
        rmSync(folder, { recursive: true, force: true });
    }
}

for (const page of pages())
    await runPage(page);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
