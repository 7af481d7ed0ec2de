import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { asSocketFault } from './faults.ts';
import { problemOf } from '../core/problem.ts';
import { PROBLEM_TYPE } from './send-problem.ts';

/** Answers what never became a request, on the bare socket, and ends the connection. */
export function answerSocketFault(error: Error, socket: Socket): void {
  if ('code' in error && error.code === 'ECONNRESET') return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const problem = problemOf(asSocketFault(error), '');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
