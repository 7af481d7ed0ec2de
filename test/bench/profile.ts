/**
 * Loaded into a process that is to be profiled. Each SIGUSR2 begins a CPU profile, or ends it and writes it to
 * BENCH_PROFILE as `<BENCH_PROFILE_NAME>-<n>.cpuprofile`.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { profileName } from './profile-name.ts';

const { BENCH_PROFILE: folder = '.', BENCH_PROFILE_NAME: name = 'process' } = process.env;
const session = new Session();
let running = false;
let number = 0;

session.connect();
await session.post('Profiler.enable');

process.on('SIGUSR2', () => void toggle());

async function toggle(): Promise<void> {
  running = !running;
  if (running) {
    await session.post('Profiler.start');
    return;
  }
  const { profile } = await session.post('Profiler.stop');
  number += 1;
  const file = join(folder, profileName(name, number));
  writeFileSync(`${file}.part`, JSON.stringify(profile));
  // Whole as soon as it has its name.
  renameSync(`${file}.part`, file);
}
