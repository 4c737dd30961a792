// Lints the OpenAPI document named on the command line and prints each problem with its pointer. Nothing is fetched.
import { createConfig, lint } from '@redocly/openapi-core';
import { existsSync } from 'node:fs';

const [path] = process.argv.slice(2);
if (!existsSync(path)) {
  console.log(`${path} is missing: run make openapi`);
  process.exit(1);
}
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: {
    // The servers of a self-hosted program are localhost, and a licence has a name before it has an address.
    'no-server-example.com': 'off',
    'info-license-strict': 'off',
    'info-license-url': 'off',
  },
});
const problems = await lint({ ref: path, config });
for (const { severity, ruleId, message, location } of problems)
  console.log(`${path}${location?.[0]?.pointer ?? ''}: ${severity}: ${message} (${ruleId})`);
process.exit(problems.length > 0 ? 1 : 0);
