// build.mjs [--check]: makes dist/ from src/. With --check nothing is written; it exits 1 and says what differs.
//
// dist/ holds index.html, the files it names (each with a hash of its content in its name) and assets.def, the list from
// which src/api/assets.c compiles them into the program. All of it is committed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const dist = join(here, 'dist');

const types = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

/** Files that are loaded later, by import(), begin with an import of app/base.ts, which says why. */
const withBase = {
  name: 'with-base',
  setup({ onLoad }) {
    const sources = readdirSync(join(here, 'src'), { recursive: true }).filter((name) => /\.tsx?$/.test(name));
    const later = new Set();
    for (const source of sources) {
      const text = readFileSync(join(here, 'src', source), 'utf8');
      for (const [, name] of text.matchAll(/\bimport\('(\.[^']+)'\)/g)) later.add(join(here, 'src', dirname(source), name));
    }
    onLoad({ filter: /\/src\/.*\.tsx?$/ }, ({ path }) => {
      if (!later.has(path)) return undefined;
      const base = JSON.stringify(join(here, 'src/app/base.ts'));
      return { contents: `import ${base};\n${readFileSync(path, 'utf8')}`, loader: path.endsWith('x') ? 'tsx' : 'ts' };
    });
  },
};

async function bundle() {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here,
    entryPoints: { main: 'src/main.tsx', late: 'src/styles/late.css', icon: 'src/icon.svg' },
    alias: { 'claimd-client': join(here, '../api/client/src/index.ts') },
    bundle: true,
    plugins: [withBase],
    splitting: true,
    format: 'esm',
    target: ['es2022', 'chrome123', 'firefox120', 'safari17.5'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    charset: 'utf8',
    legalComments: 'none', // NOTICE has the licences
    loader: { '.svg': 'copy', '.woff2': 'file' },
    outdir: dist,
    publicPath: '/assets/',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    metafile: true,
    write: false,
    logLevel: 'warning',
  });
  return { files: outputFiles.map(({ path, contents }) => ({ name: basename(path), bytes: Buffer.from(contents) })), metafile };
}

/** The page: its places in braces are the hashed names of what it loads. */
function shell(files) {
  const html = readFileSync(join(here, 'index.html'), 'utf8').replace(/\{([\w-]+)\.(\w+)\}/g, (place, name, type) => {
    const found = files.find((file) => file.name.startsWith(`${name}-`) && file.name.endsWith(`.${type}`));
    if (!found) throw new Error(`index.html names ${place}, which was not built`);
    return `/assets/${found.name}`;
  });
  return { name: 'index.html', bytes: Buffer.from(html) };
}

function listOf(files) {
  const rows = files.map(({ name, bytes }, index) => {
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
    const type = name.split('.').pop();
    return `${type === 'woff2' ? 'ASSET' : 'ASSET_GZIP'}(${index}, "${name}", "${types[type]}", "\\"${hash}\\"")\n`;
  });
  const about = 'made by web/build.mjs: number, file, content type, ETag; ASSET_GZIP: the Makefile compresses it, too';
  return { name: 'assets.def', bytes: Buffer.from(`/* ${about} */\n${rows.join('')}`) };
}

const { files, metafile } = await bundle();
files.push(shell(files));
files.sort((a, b) => (a.name < b.name ? -1 : 1));
files.push(listOf(files));

const there = new Map();
mkdirSync(dist, { recursive: true });
for (const name of readdirSync(dist)) there.set(name, readFileSync(join(dist, name)));

if (process.argv.includes('--check')) {
  const differs = files.filter(({ name, bytes }) => !there.get(name)?.equals(bytes)).map(({ name }) => name);
  const stale = [...there.keys()].filter((name) => !files.some((file) => file.name === name));
  for (const name of differs) console.log(`web/dist/${name} is not what the sources give: run make web`);
  for (const name of stale) console.log(`web/dist/${name} comes from no source: run make web`);
  process.exit(differs.length + stale.length > 0 ? 1 : 0);
}

for (const name of there.keys()) if (!files.some((file) => file.name === name)) rmSync(join(dist, name));
for (const { name, bytes } of files) if (!there.get(name)?.equals(bytes)) writeFileSync(join(dist, name), bytes);
if (process.argv.includes('--sizes')) {
  const { gzipSync } = await import('node:zlib');
  for (const { name, bytes } of files) console.log(`${String(bytes.length).padStart(8)} ${String(gzipSync(bytes).length).padStart(7)} gzip  ${name}`);
}
if (process.argv.includes('--meta')) writeFileSync(join(here, 'meta.json'), JSON.stringify(metafile));
