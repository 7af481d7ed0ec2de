/** `npm run fuzz`: the long runs. The same seed makes the same calls. */
import { parseArgs } from 'node:util';
import { fuzzAgainst } from './against.ts';
import { tryChunkings } from './chunkings.ts';

const { values } = parseArgs({
  options: {
    server: { type: 'string' },
    calls: { type: 'string', default: '100000' },
    stanzas: { type: 'string', default: '20000' },
    incoming: { type: 'string', default: '5000' },
    conversations: { type: 'string', default: '5000' },
    chunkings: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1597' },
  },
});

const seed = Number(values.seed);
const servers = (['prosody', 'ejabberd'] as const).filter(
  (kind) => values.server === undefined || values.server === kind,
);
let isWell = true;

const wrong = tryChunkings(Number(values.chunkings), seed);
console.log(`${values.chunkings} chunkings: ${wrong ?? 'the same trees'}`);
isWell &&= wrong === undefined;

for (const server of servers) {
  const report = await fuzzAgainst({
    server,
    seed,
    calls: Number(values.calls),
    stanzas: Number(values.stanzas),
    incoming: Number(values.incoming),
    conversations: Number(values.conversations),
  });
  console.log(JSON.stringify({ server, seed, ...report }, null, 1));
  isWell &&= report.linkLosses === 0;
  const { rest, raw, ws } = report;
  isWell &&= [rest, raw, ws].every(({ faults }) => faults.length === 0);
}
process.exitCode = isWell ? 0 : 1;
