import type { RawData, WebSocket } from 'ws';
import { BridgeError } from '../../core/errors.ts';
import type { Caller } from '../../core/caller.ts';
import type { LiveAnswer } from '../../core/live.ts';
import type { Check } from '../../contract/checks.ts';
import { asBridgeError } from '../faults.ts';
import { parseJson } from '../../core/json/json.ts';
import { problemOf } from '../../core/problem.ts';
import { refuse } from '../refuse.ts';
import type { Command, Obey } from './command.ts';
import { answerFrame, cursorFrame, problemFrame, WS_FORM, WS_FORM_WITH_XML } from './frames.ts';
import { socketSink, type SocketSink } from './socket-sink.ts';

export interface Conversation {
  readonly caller: Caller;
  readonly live: LiveAnswer;
  readonly obey: Obey;
  /** Of a frame that comes in. */
  readonly commandFaults: Check;
}

/** Commands without an answer that one connection may have. */
const MAX_COMMANDS = 100;
const PATH = '/v1/events/ws';

/** Events out, commands in, until one side ends it. */
export function converse(socket: WebSocket, conversation: Conversation): void {
  const sink = socketSink(socket);
  const { caller, live } = conversation;
  const { consumer } = live;
  const stream = live.open.begin(live.xml ? WS_FORM_WITH_XML : WS_FORM, sink);
  sink.tell(cursorFrame(stream.cursor()));
  const { acknowledge } = stream;
  const peer = { caller, ...(consumer && { consumer }), ...(acknowledge && { acknowledge }) };
  let unanswered = 0;
  const obey = async (command: Command) => {
    const answer = await conversation.obey(peer, command);
    sink.tell(answerFrame(command.ref, answer), () => (unanswered -= 1));
  };
  socket.on('message', (data, isBinary) => {
    try {
      const command = readCommand(data, isBinary, conversation.commandFaults);
      if (unanswered < MAX_COMMANDS) {
        unanswered += 1;
        void obey(command);
      } else tellProblem(sink, tooManyCommands(), command.ref);
    } catch (error) {
      tellProblem(sink, error, refOf(data));
    }
  });
  socket.on('close', () => {
    stream.leave();
  });
}

/** Throws `malformed-body`, `invalid-request`. */
function readCommand(data: RawData, isBinary: boolean, faults: Check): Command {
  if (isBinary) throw new BridgeError('malformed-body', 'Send text frames with JSON.');
  const value = parseJson(textOf(data));
  refuse(faults, value);
  return value as Command;
}

function tellProblem(sink: SocketSink, error: unknown, ref: string | undefined): void {
  sink.tell(problemFrame(problemOf(asBridgeError(error), PATH), ref));
}

/** So that the client can tell which command was wrong. */
function refOf(data: RawData): string | undefined {
  try {
    const value = parseJson(textOf(data));
    const isObject = typeof value === 'object' && value !== null;
    return isObject && 'ref' in value && typeof value.ref === 'string' ? value.ref : undefined;
  } catch {
    return undefined;
  }
}

function textOf(data: RawData): string {
  // A server that is not told otherwise gives every message as one buffer.
  return (data as Buffer).toString();
}

function tooManyCommands(): BridgeError {
  const detail = `Wait for an answer: ${MAX_COMMANDS} commands have none yet.`;
  return new BridgeError('too-many-requests', detail);
}
