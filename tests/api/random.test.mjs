// Records made, changed, merged, deleted and decided on at random: no request fails by the program's own fault, what lists find is what
// the records say, and the file is in order afterwards. CLAIMD_SEED=N tries another order of steps.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { binary, start } from './server.mjs';

const STEPS = 300;
const SEEDS = process.env.CLAIMD_SEED ? [Number(process.env.CLAIMD_SEED)] : [1, 2];
const WORDS = 'oil gas coal wind may rise fall not if when Ann Lee said that prices could will by 2030 Moscow Paris the'.split(' ');
const ALL = 'status=suggested,accepted,rejected&limit=200';
const STATUSES = ['suggested', 'accepted', 'rejected'];

/** mulberry32: the same numbers for the same seed. */
const random = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

class Library {
  constructor(server, seed) {
    this.server = server;
    this.next = random(seed);
    this.records = { articles: [], entities: [], tags: [], mentions: [], claims: [] };
    this.done = [];
  }
  below(n) { return Math.floor(this.next() * n); }
  is(share) { return this.next() < share; }
  one(list) { return list[this.below(list.length)]; }
  some(most, make) { return Array.from({ length: this.below(most + 1) }, make).filter((each) => each !== undefined); }
  text(most) { return `${Array.from({ length: 3 + this.below(most) }, () => this.one(WORDS)).join(' ')}.`; }
  name(kind) {
    const record = this.one(this.records[kind]);
    return record && (kind === 'tags' ? record.slug : kind === 'entities' && this.is(0.5) ? record.slug : record.id);
  }
  names(kind, most) { return [...new Set(this.some(most, () => this.name(kind)))]; }

  async ask(method, path, body) {
    const reply = await this.server.api(method, path, { body });
    this.done.push(`${method} ${path} ${body === undefined ? '' : JSON.stringify(body)} ${reply.status}`);
    assert.ok(reply.status < 500, `${this.done.slice(-5).join('\n')}\n${reply.text}`);
    return reply;
  }
  async list(kind, query = '') {
    const filter = ['entities', 'mentions', 'claims'].includes(kind) ? ALL : 'limit=200';
    return this.server.all(`/v1/${kind}?${filter}${query}`);
  }

  async place(article) {
    const { body } = await this.ask('GET', `/v1/articles/${article}`);
    if (!body.body) return undefined;
    const start = this.below(body.body.length);
    return { start, end: Math.min(body.body.length, start + 1 + this.below(30)) };
  }
  async draft(kind) {
    if (kind === 'articles') {
      return {
        title: this.text(5), body: this.some(3, () => this.text(30)).concat(this.text(30)).join('\n\n'), variant_of: this.is(0.3) ? this.name('articles') : null,
        authors: this.names('entities', 2).map((entity) => ({ name: 'A', entity })), publisher: this.is(0.5) ? { name: 'P', entity: this.name('entities') } : null,
      };
    }
    if (kind === 'entities') return { name: `${this.one(WORDS)} ${this.below(9)}`, kind: this.one(['person', 'place', 'other']), aliases: [{ text: this.text(3) }], status: this.one(STATUSES) };
    if (kind === 'tags') return { label: `${this.one(WORDS)} ${this.below(40)}`, broader: this.is(0.7) ? this.name('tags') : null };
    const article = this.name('articles');
    const anchor = article && (await this.place(article));
    if (!anchor) return undefined;
    if (kind === 'mentions') return { article, anchor, status: this.one(STATUSES), entity: this.is(0.7) ? this.name('entities') : null, candidates: this.names('entities', 3) };
    return {
      article, anchor, text: this.text(10), kind: this.one(['fact', 'forecast']), status: this.one(STATUSES), tags: this.names('tags', 4),
      subjects: this.names('entities', 3).map((entity) => ({ entity })), objects: this.names('entities', 2).map((entity) => ({ entity })),
      holder: this.is(0.6) ? { entity: this.name('entities'), via: this.names('entities', 2).map((entity) => ({ entity })) } : null,
      condition: this.is(0.3) ? anchor : null, horizon: this.is(0.3) ? { ...anchor, by: '2030' } : null,
    };
  }

  async step() {
    const kind = this.one(['articles', 'entities', 'tags', 'mentions', 'claims', 'claims', 'mentions']);
    const list = this.records[kind], name = this.name(kind), which = this.next();
    if (which < 0.4 || list.length === 0) {
      const draft = await this.draft(kind);
      if (draft === undefined) return;
      const made = await this.ask('POST', `/v1/${kind}`, this.is(0.8) ? draft : [draft, draft]);
      if (made.status === 201) list.push(...(made.body.data ?? [made.body]));
    } else if (which < 0.58) {
      const draft = (await this.draft(kind)) ?? {};
      const changes = Object.fromEntries(Object.entries(draft).filter(([member]) => member !== 'article' && this.is(0.4)));
      await this.ask('PATCH', `/v1/${kind}/${name}${this.is(0.2) ? '?dry_run=true' : ''}`, changes);
    } else if (which < 0.7 && ['entities', 'tags'].includes(kind)) {
      await this.ask('POST', `/v1/${kind}/${name}/merge`, { into: this.name(kind) });
    } else if (which < 0.8) {
      await this.ask('DELETE', `/v1/${kind}/${name}?cascade=${this.is(0.7)}`);
    } else if (which < 0.88 && ['entities', 'mentions', 'claims'].includes(kind)) {
      const decisions = list.slice(-5).map(({ id, revision }) => ({ id, revision, verdict: this.one(['accept', 'reject', 'reopen']) }));
      await this.ask('POST', `/v1/${kind}/decisions`, { decisions, mode: this.one(['all', 'each']) });
    } else if (which < 0.92 && this.records.articles.length > 0) {
      await this.ask('POST', `/v1/articles/${this.name('articles')}/analysis`);
    } else if (which < 0.96 && this.records.articles.length > 0) {
      await this.ask('PUT', `/v1/articles/${this.name('articles')}/read/${this.below(4)}`);
    } else {
      await this.ask('GET', '/v1/articles?include=claims,mentions,entities,tags');
    }
  }

  async reload() {
    for (const kind of Object.keys(this.records)) this.records[kind] = await this.list(kind);
  }

  /** What filters find against what the records say. */
  async compare() {
    await this.reload();
    const { claims, mentions, tags, entities } = this.records;
    const above = Object.fromEntries(tags.map((tag) => [tag.slug, tag.broader]));
    const isBelow = (tag, top) => tag === top || (above[tag] !== null && isBelow(above[tag], top));
    const finds = async (kind, query, keep) =>
      assert.deepEqual((await this.list(kind, `&${query}`)).map((each) => each.id).sort(), this.records[kind].filter(keep).map((each) => each.id).sort(), query);
    for (const { slug } of tags.slice(0, 10)) await finds('claims', `tags=${slug}`, (claim) => claim.tags.some((tag) => isBelow(tag, slug)));
    for (const { id } of entities.slice(0, 10)) {
      await finds('claims', `subject=${id}`, (claim) => claim.subjects.some((each) => each.entity === id));
      await finds('claims', `holder=${id}`, (claim) => claim.holder?.entity === id);
      await finds('claims', `via=${id}`, (claim) => claim.holder?.via.some((each) => each.entity === id));
      await finds('mentions', `candidate=${id}`, (mention) => mention.candidates.includes(id));
    }
    const ids = new Set(entities.map((entity) => entity.id));
    for (const { entity } of mentions) assert.ok(entity === null || ids.has(entity));
    for (const { holder } of claims) assert.ok(holder === null || holder.text !== null || ids.has(holder.entity));
  }
}

for (const seed of SEEDS) {
  test(`${STEPS} steps at random, seed ${seed}`, async () => {
    const dir = mkdtempSync(join(tmpdir(), 'claimd-test-'));
    const server = await start({ dir });
    try {
      const library = new Library(server, seed);
      for (let i = 1; i <= STEPS; i++) {
        await library.step();
        if (i % 25 === 0) await library.reload();
        if (i % 100 === 0) await library.compare();
      }
    } finally {
      await server.stop();
    }
    const { status, stdout, stderr } = spawnSync(binary, ['check', '--data', dir], { encoding: 'utf8' });
    assert.equal(status, 0, `${stdout}${stderr}`);
    rmSync(dir, { recursive: true, force: true });
  });
}
