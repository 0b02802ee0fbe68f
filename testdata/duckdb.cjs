// Runs the statements of a file of SQL by the Node package of DuckDB, as `duckdb -csv < FILE` does:
// node duckdb.cjs NODE_MODULES FILE
const fs = require('fs');
const path = require('path');
const [modules, file] = process.argv.slice(2);
const { DuckDBInstance } = require(path.join(modules, '@duckdb/node-api'));

const cell = (v) => (v === null ? '' : String(v));

(async () => {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of fs.readFileSync(file, 'utf8').split(/;\s*$/m)) {
    if (!/\bSELECT\b/.test(statement)) continue;
    const table = await connection.runAndReadAll(statement);
    const rows = [table.columnNames(), ...table.getRowsJson()];
    process.stdout.write(rows.map((r) => r.map(cell).join(',') + '\n').join(''));
  }
})().catch((e) => {
  console.error(e);
  process.exit(1);
});
