// node server.mjs FILE PORT: claims of the same file by fastify and better-sqlite3, one process per core.
//
//   /v1/claims/:id                  one claim, from its columns and link tables
//   /v1/claims?kind=K&limit=50      a page, newest first, each claim made in the same way
//   /stored?kind=K&limit=50         a page of the stored docs, joined: as little as a program of this kind can do
import cluster from 'node:cluster';
import { availableParallelism } from 'node:os';
import Database from 'better-sqlite3';
import Fastify from 'fastify';

const [file, port] = process.argv.slice(2);
const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz';

function parseId(text) {
  let id = 0n;
  for (const letter of text)
    id = id * 32n + BigInt(DIGITS.indexOf(letter));
  return id;
}

function formatId(id) {
  let text = '';
  for (let i = 0; i < 13; i++, id >>= 5n)
    text = DIGITS[Number(id & 31n)] + text;
  return text;
}

function serve() {
  const database = new Database(file, { readonly: true });
  database.defaultSafeIntegers(true);
  const one = database.prepare('SELECT * FROM claim WHERE id = ?');
  const page = database.prepare('SELECT * FROM claim WHERE kind = ? ORDER BY id DESC LIMIT ?');
  const stored = database.prepare('SELECT doc FROM claim WHERE kind = ? ORDER BY id DESC LIMIT ?').pluck();
  const tags = database.prepare('SELECT slug FROM claim_tag JOIN tag ON tag.id = tag_id WHERE claim_id = ?').pluck();
  const entities = database.prepare('SELECT role, entity_id FROM claim_entity WHERE claim_id = ?');

  // Text and anchor have no columns of their own; they come from the doc.
  const record = (row) => {
    const { text, anchor, holder, condition, metadata, created_at } = JSON.parse(row.doc);
    return { id: formatId(row.id), revision: Number(row.revision), created_at, updated_at: new Date(Number(row.updated_at)).toISOString(),
      created_by: row.created_by, article: formatId(row.article_id), anchor, text, kind: row.kind, certainty: row.certainty,
      polarity: row.polarity, holder, condition, status: row.status, confidence: row.confidence, metadata,
      tags: tags.all(row.id), entities: entities.all(row.id).map((at) => ({ role: Number(at.role), entity: formatId(at.entity_id) })) };
  };

  const app = Fastify();
  app.get('/v1/claims/:id', (request, reply) => {
    const row = one.get(parseId(request.params.id));
    if (row === undefined)
      return reply.code(404).send({ title: 'not found' });
    return reply.header('etag', `"r${row.revision}"`).send(record(row));
  });
  app.get('/v1/claims', (request, reply) => {
    const data = page.all(request.query.kind, Number(request.query.limit)).map(record);
    return reply.send({ data, next: null });
  });
  app.get('/stored', (request, reply) => {
    const docs = stored.all(request.query.kind, Number(request.query.limit));
    return reply.type('application/json').send(`{"data":[${docs.join(',')}],"next":null}`);
  });
  return app.listen({ host: '127.0.0.1', port: Number(port) });
}

if (cluster.isPrimary) {
  for (let i = 0; i < availableParallelism(); i++)
    cluster.fork();
  process.on('SIGTERM', () => {
    for (const worker of Object.values(cluster.workers))
      worker.kill();
    process.exit(0);
  });
} else {
  await serve();
}
