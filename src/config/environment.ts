import { readFileSync } from 'node:fs';
import type { Surroundings } from './sources.ts';

/** The environment of this process: the one place that looks at it. */
export function processSurroundings(): Surroundings {
  return { env: process.env, readFile: (path) => readFileSync(path, 'utf8') };
}
