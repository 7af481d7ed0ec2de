/** `npm run check`: every fast check, side by side; prints the output of those that fail. */
import { spawn } from 'node:child_process';

const CHECKS = {
  format: 'npx prettier --check --log-level warn .',
  lint: 'npx eslint --max-warnings 0 .',
  types: 'npx tsc --noEmit',
  tiers: 'npx depcruise --config .dependency-cruiser.cjs src',
  contract: 'npx redocly lint --format stylish openapi/openapi.yaml',
  generated: 'node scripts/generate.mjs --check',
  unused: 'npx knip --no-progress && npx knip --production --no-progress',
  unit: 'npx vitest run --project unit',
};

function run([name, command]) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`);
      if (code !== 0) console.log(output);
      resolve(code === 0);
    });
  });
}

const only = process.argv.slice(2);
const chosen = Object.entries(CHECKS).filter(([name]) => only.length === 0 || only.includes(name));
const results = await Promise.all(chosen.map(run));
process.exitCode = results.every(Boolean) ? 0 : 1;
