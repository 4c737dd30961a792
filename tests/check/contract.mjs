// Lints the OpenAPI document named on the command line and prints each problem with its pointer. Nothing is fetched.
import { createConfig, lint } from '@redocly/openapi-core';
import { existsSync } from 'node:fs';

const [path] = process.argv.slice(2);
if (!existsSync(path)) {
  console.log(`${path} is missing: run make openapi`);
  process.exit(1);
}
const config = await createConfig({ extends: ['recommended-strict'] });
const problems = await lint({ ref: path, config });
for (const { severity, ruleId, message, location } of problems)
  console.log(`${path}${location?.[0]?.pointer ?? ''}: ${severity}: ${message} (${ruleId})`);
process.exit(problems.length > 0 ? 1 : 0);
