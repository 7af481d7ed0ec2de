/** A flood from a process of its own, so that it takes nothing of the one that measures: `node flood.ts <Pace as JSON>`. */
import { pace, type Pace } from './pace.ts';

console.log('flooding');
console.log(JSON.stringify(await pace(JSON.parse(process.argv[2] ?? '') as Pace)));
