/** `npm run chaos`: three replicas, real servers, and everything that can happen to them. The same seed does the same. */
import { randomInt } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCampaign } from './campaign.ts';
import { judge } from './judge/judge.ts';
import { parseOptions, USAGE } from './options.ts';
import { isViolated, reportText } from './report.ts';
import { describeFault, scheduleOf } from './schedule.ts';
import { openLog } from './stage.ts';

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit(0);
}
const { servers, seed, minutes, rate } = parseOptions(
  process.argv.slice(2),
  randomInt(1, 1_000_000),
);
let isWell = true;
for (const server of servers) {
  const log = openLog();
  const share = minutes / servers.length;
  console.log(`\n${server}, seed ${seed}, ${share} minutes; log: ${log.folder}`);
  log.note(`npm run chaos -- --seed ${seed} --minutes ${share} --server ${server} --rate ${rate}`);
  for (const { at, fault } of scheduleOf(seed, share, server)) {
    log.note(`planned at ${at} ms: ${describeFault(fault)}`);
  }
  const run = await runCampaign({ server, seed, minutes: share, rate }, log);
  run.health.logs.forEach((text, number) => {
    writeFileSync(join(log.folder, `replica-${number}.log`), text);
  });
  for (const { name, heard } of run.books.readers) {
    const lines = heard.map(({ at, event }) => `${new Date(at).toISOString()} ${event}\n`);
    writeFileSync(join(log.folder, `${name}.log`), lines.join(''));
  }
  const verdicts = judge(run);
  log.note(reportText(verdicts, Number.POSITIVE_INFINITY));
  console.log(reportText(verdicts));
  if (!isViolated(verdicts)) continue;
  isWell = false;
  console.log(
    `\nVIOLATED; again: npm run chaos -- --seed ${seed} --minutes ${share} --server ${server} --rate ${rate}`,
  );
}
process.exit(isWell ? 0 : 1);
