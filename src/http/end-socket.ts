import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { BridgeError } from '../core/errors.ts';
import { problemHeaders, problemOf } from '../core/problem.ts';
import { PROBLEM_TYPE } from './send-problem.ts';

/** Ends a connection with a problem, written on the bare socket: there is no request that it would answer. */
export function endSocket(socket: Socket, error: BridgeError): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(error, '');
  const body = JSON.stringify(problem);
  const more = Object.entries(problemHeaders(error, problem.status));
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...more.map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
