/**
 * Loaded into a process that is to be profiled. Each SIGPWR begins a CPU profile, or ends it and writes it to
 * `<BENCH_PROFILE>-<n>.cpuprofile`. SIGUSR2 would turn on the bridge's debug lines as well. Plain JavaScript: a process that loads a compiler too is not the one to measure.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';

const session = new Session();
let running = false;
let number = 0;

session.connect();
await session.post('Profiler.enable');

process.on('SIGPWR', () => void toggle());

async function toggle() {
  running = !running;
  if (running) {
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  number += 1;
  const file = `${process.env.BENCH_PROFILE}-${number}.cpuprofile`;
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  // Whole as soon as it has its name.
  renameSync(`${file}.part`, file);
}
