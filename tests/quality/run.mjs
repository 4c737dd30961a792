// run.mjs [--guard] [--show] [MEASURE…]: what the analysis of texts reaches, with the rivals on the same text beside it.
//
//   MEASURE   sentences, names, referents, passages, claims, conditions, attribution, causes, pages, calibration, speed: all where none is named
//   --guard   without rivals, fails where a figure is past its floor; for `make test`. A figure that has an aim must have a floor
//   --show    what is wrong, a line each, for who works on the rules
//
// A measure is a module here whose measure({rivals, show}) gives rows {name, ours, aim, floor, count, rivals: {name: figure}};
// isLower where less is better, isOnlyShown where nothing is to fail. A floor lies a little below what was reached, and nowhere short of the aim. All but `claims` and `passages`
// need the development files; without them they are skipped.
import { isHere } from './data.mjs';
import { rivals } from './rivals.mjs';

const measures = ['sentences', 'names', 'referents', 'passages', 'claims', 'conditions', 'attribution', 'causes', 'pages', 'calibration', 'speed'];

const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const unknown = [...options.filter((word) => !['--guard', '--show'].includes(word)), ...names.filter((word) => !measures.includes(word))];
if (unknown.length > 0) {
  console.error(`there is no ${unknown.join(', ')}; measures: ${measures.join(', ')}`);
  process.exit(2);
}
const isGuard = options.includes('--guard');
const beside = isGuard ? [] : await rivals();
const columns = beside.map((rival) => rival.name);
const format = (value) => (value === undefined || value === null ? '–' : value >= 10 ? value.toFixed(1) : value.toFixed(3));
const print = (cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(44) : String(cell).padStart(Math.max(8, (columns[i - 4] ?? '').length + 2)))).join(''));
const isWithin = (row, bound) => bound === undefined || (row.isLower ? row.ours <= bound : row.ours >= bound);

/** Why a row fails; null: it does not. */
const fault = (row) => {
  if (row.isOnlyShown) return null;
  if (!Number.isFinite(row.ours)) return 'nothing was counted';
  if (row.aim !== undefined && row.floor === undefined) return 'has an aim and no floor';
  if (row.aim !== undefined && !isWithin({ ...row, ours: row.floor }, row.aim)) return `its floor, ${format(row.floor)}, falls short of its aim`;
  return isWithin(row, row.floor) ? null : `${format(row.ours)} is past its floor, ${format(row.floor)}`;
};

let passed = 0;
let failed = 0;
let skipped = 0;
print(['', 'ours', 'aim', 'of', ...columns]);
const chosen = names.length > 0 ? names : measures.filter((name) => !(isGuard && name === 'speed')); // no test fails for being slow
for (const name of chosen) {
  if (!isHere && !['claims', 'passages'].includes(name)) {
    console.log(`skipped: ${name}: the development files are not here (../shared/data/dev)`);
    skipped++;
    continue;
  }
  const { measure } = await import(`./${name}.mjs`);
  for (const row of await measure({ rivals: beside, show: options.includes('--show') })) {
    print([row.name, format(row.ours), format(row.aim), row.count ?? '', ...columns.map((column) => format(row.rivals?.[column]))]);
    const why = fault(row);
    if (why === null) {
      passed++;
    } else {
      failed++;
      console.log(`  ${row.name}: ${why}`);
    }
  }
}
if (isGuard) {
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exit(failed > 0 ? 1 : 0);
}
