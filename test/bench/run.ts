/** `npm run bench`: measures the bridge beside its yardsticks, in one run, on real servers on this machine only. */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { ask, hear } from './asking.ts';
import { runLong } from './long.ts';
import { parseLongBench, parseOptions, USAGE } from './options.ts';
import type { BenchOptions, ServerName } from './options.ts';
import { reportOf } from './report.ts';
import { runWorkload } from './rounds.ts';
import type { WorkloadResult } from './rounds.ts';
import { batch, latencyAt, send } from './sending.ts';
import { openStage } from './stage.ts';
import { reportText } from './table.ts';

type ServerResult = WorkloadResult & { readonly server: ServerName };

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const long = parseLongBench(process.argv.slice(2));
if (long !== undefined) {
  const { text, data } = await runLong(long);
  finish(text, { machine: machine(), ...data }, long.json);
}
const options = parseOptions(process.argv.slice(2));
const end = performance.now() + options.budget * 1000;
const results: ServerResult[] = [];
/** What there was no time for. */
const skipped: string[] = [];
for (const [index, server] of options.servers.entries()) {
  const share = (end - performance.now()) / (options.servers.length - index);
  results.push(...(await runServer(server, options, performance.now() + share)));
}
const report = { machine: machine(), ...reportOf(results, skipped) };
finish(reportText(report), report, options.json);

function finish(text: string, data: object, file: string | undefined): never {
  console.log(`\n${text}`);
  const json = JSON.stringify(data, null, 2);
  if (file === undefined) console.log(json);
  else writeFileSync(file, `${json}\n`);
  process.exit(0);
}

async function runServer(
  server: ServerName,
  bench: BenchOptions,
  end: number,
): Promise<ServerResult[]> {
  console.log(`\n${server}: starting everything`);
  const stage = await openStage(server, bench);
  const { workloads, rounds, seconds, rate } = bench;
  try {
    const chosen = [send, batch, ask, hear, latencyAt(rate)].filter(({ name }) =>
      workloads.includes(name),
    );
    const results: ServerResult[] = [];
    for (const [index, workload] of chosen.entries()) {
      if (performance.now() > end) {
        skipped.push(`${server} ${workload.name}`);
        continue;
      }
      console.log(`${server}: ${workload.name}: ${workload.about}`);
      const share = (end - performance.now()) / (chosen.length - index);
      const pace = { rounds, seconds, deadline: performance.now() + share };
      results.push({ server, ...(await runWorkload(stage, workload, pace)) });
    }
    return results;
  } finally {
    await stage.stop();
  }
}

function machine() {
  const [cpu] = cpus();
  return { cpus: cpus().length, model: cpu?.model ?? 'unknown', node: process.version };
}
