/** What is sent over a WebSocket; the forms of the contract's `StreamFrame`. */
import type { ProblemBody } from '../../contract/schemas.ts';
import type { Form, LiveEvent } from '../../core/live.ts';
import type { CommandAnswer } from './command.ts';

export const WS_FORM: Form = (logged) => eventFrame(logged, false);
export const WS_FORM_WITH_XML: Form = (logged) => eventFrame(logged, true);

const HEAD = Buffer.from('{"type":"event","event":');
const TAIL = Buffer.from('}');

function eventFrame(logged: LiveEvent, xml: boolean): Buffer {
  return Buffer.concat([HEAD, logged.body(xml), TAIL]);
}

export function cursorFrame(cursor: string): Buffer {
  return frame({ type: 'cursor', cursor });
}

export function answerFrame(ref: string, { status, body }: CommandAnswer): Buffer {
  return frame({ type: 'answer', ref, status, body });
}

export function problemFrame(problem: ProblemBody, ref?: string): Buffer {
  return frame({ type: 'problem', ref, problem });
}

function frame(value: object): Buffer {
  return Buffer.from(JSON.stringify(value));
}
