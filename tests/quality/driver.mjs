// What claimd says of texts, by build/quality-driver.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './data.mjs';

const program = join(root, process.env.BUILD ?? 'build', 'quality-driver');

export const drive = (mode, objects) => {
  if (!existsSync(program)) throw new Error(`${program} is not built: make ${program.slice(root.length)}`);
  const input = objects.map((object) => JSON.stringify(object) + '\n').join('');
  const { status, signal, stdout, stderr } = spawnSync(program, [mode], { input, maxBuffer: 2 ** 31 - 1, timeout: 300_000 });
  if (status !== 0) throw new Error(`quality-driver ${mode}: ${signal ?? status} ${stderr}`);
  const answers = stdout.toString('utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));
  return answers;
};

/** Analyses, in the order of the texts: each {text} or {body, blocks}. */
export const analyse = (texts) => drive('analysis', texts.map((text, id) => ({ id, ...text })));

/** What pages come to: each {html}. */
export const takeApart = (pages) => drive('pages', pages.map(({ html }, id) => ({ id, html })));

/** MB/s on one core, by the median of the rounds; mode: speed (the whole analysis), speed-names, speed-sentences. */
export const speed = (texts, mode) => {
  const [{ bytes, median }] = drive(mode, texts);
  return bytes / median / 1e6;
};
