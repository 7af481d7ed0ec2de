/** What the kernel tells of a process: its memory and its processor time. */
import { readFileSync } from 'node:fs';
import type { System } from './system.ts';

/** `USER_HZ`, which Linux has fixed for all programs. */
const TICKS_PER_SECOND = 100;

/** Resident memory of each process, MiB. */
export function memoryOf(systems: readonly System[]): Record<string, number> {
  const processes = systems.flatMap(({ processes }) => Object.entries(processes));
  return Object.fromEntries(processes.map(([name, pid]) => [name, residentMiB(pid)]));
}

/** MiB. */
export function residentMiB(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Processor time of each process so far, all its threads, in seconds. */
export function processorTimes({ processes }: System): Map<string, number> {
  return new Map(Object.entries(processes).map(([name, pid]) => [name, processorTime(pid)]));
}

/** Of all its threads so far, seconds. */
export function processorTime(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in parentheses, may hold anything; user and system time are the 12th and 13th field after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}
