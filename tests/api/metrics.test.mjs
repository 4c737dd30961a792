// Figures for Prometheus: the text format 0.0.4, read strictly, and what is counted.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const label = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\\n]|\\["\\n])*)"/y;
/** Families of samples by name: {type, help, samples: [{name, labels, value}]}. Whatever the format forbids is an error. */
function parse(text) {
  assert.ok(text.endsWith('\n') && !text.includes('\r'));
  const families = new Map();
  let family;
  for (const line of text.slice(0, -1).split('\n')) {
    const about = /^# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+)$/.exec(line);
    if (about) {
      const [, kind, name, rest] = about;
      if (kind === 'HELP') {
        assert.ok(!families.has(name), `${name} comes once`);
        families.set(name, (family = { name, help: rest, samples: [] }));
      } else {
        assert.equal(family.name, name, 'TYPE behind HELP');
        assert.ok(!family.type && family.samples.length === 0 && ['counter', 'gauge', 'histogram'].includes(rest), line);
        family.type = rest;
      }
      continue;
    }
    const [, name, inside, number] = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line) ?? assert.fail(`no sample: ${line}`);
    const labels = {};
    for (let at = 0; inside !== undefined && at < inside.length; ) {
      label.lastIndex = at;
      const [whole, key, value] = label.exec(inside) ?? assert.fail(`no label: ${line}`);
      assert.ok(!(key in labels), line);
      labels[key] = value;
      at += whole.length;
      if (at < inside.length) assert.equal(inside[at++], ',', line);
    }
    const endings = family.type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''];
    assert.ok(endings.some((ending) => name === family.name + ending), `${name} stands in its family`);
    const value = Number(number);
    assert.ok(/^[0-9.e+-]+$/.test(number) && value >= 0, line);
    assert.ok(!family.samples.some((one) => one.name === name && JSON.stringify(one.labels) === JSON.stringify(labels)), `twice: ${line}`);
    family.samples.push({ name, labels, value });
  }
  for (const { name, type, samples } of families.values()) {
    assert.ok(type, name);
    if (type === 'counter') assert.match(name, /_total$/);
    if (type === 'histogram') checkHistogram(name, samples);
    else for (const one of samples) assert.ok(!('le' in one.labels));
  }
  return families;
}
function checkHistogram(name, samples) {
  const rows = Map.groupBy ? Map.groupBy(samples, key) : samples.reduce((map, one) => map.set(key(one), [...(map.get(key(one)) ?? []), one]), new Map());
  for (const [which, list] of rows) {
    const buckets = list.filter((one) => one.name === `${name}_bucket`);
    const bounds = buckets.map((one) => Number(one.labels.le.replace('+Inf', 'Infinity')));
    const at = (ending) => list.filter((one) => one.name === name + ending);
    assert.ok(bounds.every((bound, i) => i === 0 || bound > bounds[i - 1]) && bounds.at(-1) === Infinity, `${name} ${which}: bounds rise`);
    assert.ok(buckets.every((one, i) => i === 0 || one.value >= buckets[i - 1].value), `${name} ${which}: counts rise`);
    assert.equal(at('_sum').length, 1);
    assert.deepEqual(at('_count').map((one) => one.value), [buckets.at(-1).value]);
  }
}
const key = ({ labels: { le, ...rest } }) => JSON.stringify(rest);

const scrape = async (options) => {
  const { text, headers } = await want(200, 'GET', '/metrics', options);
  assert.equal(headers['content-type'], 'text/plain; version=0.0.4; charset=utf-8');
  return { text, families: parse(text) };
};
const value = (families, name, labels = {}, ending = '') =>
  families.get(name).samples.filter((one) => one.name === name + ending && Object.entries(labels).every(([k, v]) => one.labels[k] === v)).reduce((sum, one) => sum + one.value, 0);

test('the answer is in the text format', async () => {
  const { text, families } = await scrape();
  for (const name of ['claimd_http_requests_total', 'claimd_http_request_duration_seconds', 'claimd_http_connections', 'claimd_slow_reads_total', 'claimd_queue_requests', 'claimd_group_writes', 'claimd_commit_duration_seconds', 'claimd_database_bytes', 'claimd_database_log_bytes', 'process_start_time_seconds', 'process_resident_memory_bytes'])
    assert.ok(families.get(name)?.samples.length > 0, name);
  const tool = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  if (tool.error?.code !== 'ENOENT') assert.equal(tool.status, 0, tool.stdout + tool.stderr);
});

test('what happens is counted', async () => {
  const before = (await scrape()).families;
  for (let i = 0; i < 3; i++) await want(201, 'POST', '/v1/tags', { body: { label: `counted ${i}` } });
  await want(422, 'POST', '/v1/tags', { body: { label: 1 } });
  await want(200, 'GET', '/v1/tags/counted-1');
  await want(404, 'GET', '/v1/tags/not-there');
  await want(404, 'GET', '/nowhere');
  await want(200, 'GET', '/openapi.json');
  const now = (await scrape()).families;
  const grew = (...what) => value(now, ...what) - value(before, ...what);
  const requests = 'claimd_http_requests_total';
  assert.equal(grew(requests, { method: 'POST', route: '/v1/tags', status: '2xx' }), 3);
  assert.equal(grew(requests, { method: 'POST', route: '/v1/tags', status: '4xx' }), 1);
  assert.equal(grew(requests, { method: 'GET', route: '/v1/tags/{slug}', status: '2xx' }), 1);
  assert.equal(grew(requests, { method: 'GET', route: '/v1/tags/{slug}', status: '4xx' }), 1);
  assert.equal(grew(requests, { route: '', status: '4xx' }), 1);
  assert.equal(grew(requests, { route: '/metrics', status: '2xx' }), 1);
  const times = 'claimd_http_request_duration_seconds';
  assert.equal(grew(times, { access: 'write' }, '_count'), 4);
  assert.equal(grew(times, { access: 'slow' }, '_count'), 1);
  assert.equal(grew(times, { access: 'none' }, '_count'), 1);
  assert.equal(value(now, times, {}, '_count'), value(now, requests));
  assert.equal(grew('claimd_slow_reads_total'), 1);
  assert.equal(grew('claimd_group_writes', {}, '_sum'), 3);
  assert.ok(grew('claimd_group_writes', {}, '_count') >= 1);
  assert.equal(grew('claimd_commit_duration_seconds', {}, '_count'), grew('claimd_group_writes', {}, '_count'));
  assert.ok(grew('claimd_commits_total') >= 1);
  assert.ok(value(now, 'claimd_http_connections') >= 1);
  assert.ok(value(now, 'claimd_database_bytes') >= 4096 && value(now, 'claimd_database_log_bytes') > 0);
  assert.ok(Math.abs(value(now, 'process_start_time_seconds') - Date.now() / 1000) < 600);
  assert.ok(value(now, 'process_resident_memory_bytes') > 1e6);
});

test('it is read like anything else', async () => {
  await scrape({ key: null });
  await want(200, 'GET', '/metrics?x=1'); // as all outside /v1; /v1 refuses what it does not know
  const far = await start({ args: ['--allow-host', 'claims.example'] });
  try {
    await far.want(401, 'GET', '/metrics', { key: null });
    await far.want(200, 'GET', '/metrics', { key: (await far.makeKey('read')).secret });
    await far.want(200, 'GET', '/healthz', { key: null });
    await far.want(200, 'GET', '/readyz', { key: null });
  } finally {
    await far.stop();
  }
});
