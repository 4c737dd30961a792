// The pictures of the documentation are made by tests, are there, and are small.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../api/server.mjs';
import { inDocs, MOST_BYTES } from './pictures.mjs';

const images = join(root, 'docs/images');
const read = (path) => readFileSync(join(root, path), 'utf8');

test('each picture of the README is one that a test makes, with words for those who do not see it', () => {
  const named = [...read('README.md').matchAll(/!\[([^\]]*)\]\((docs\/images\/[^)]+)\)/g)].map(([, words, path]) => ({ words, path }));
  assert.ok(named.length >= 2);
  for (const { words, path } of named) {
    assert.ok(words.length > 20, `${path} has no words`);
    assert.ok(Object.values(inDocs).includes(path.slice('docs/images/'.length)), `no test makes ${path}`);
  }
  assert.deepEqual(named.map(({ path }) => path.slice('docs/images/'.length)).sort(), Object.values(inDocs).sort());
});

test('docs/images has those pictures and no others, each a PNG of at most 200 kB', () => {
  assert.deepEqual(readdirSync(images).sort(), Object.values(inDocs).sort());
  for (const name of Object.values(inDocs)) {
    assert.ok(statSync(join(images, name)).size <= MOST_BYTES, name);
    assert.equal(readFileSync(join(images, name)).subarray(1, 4).toString(), 'PNG', name);
  }
});

test('each of them is a step of a test', () => {
  const steps = readdirSync(join(root, 'tests/browser')).filter((name) => name.endsWith('.test.mjs')).flatMap((name) => [...read(`tests/browser/${name}`).matchAll(/picture\(page, '([^']+)'\)/g)].map(([, step]) => step));
  assert.equal(new Set(steps).size, steps.length, 'two steps have one name');
  for (const step of Object.keys(inDocs)) assert.ok(steps.includes(step), step);
});
