/** A WebSocket client that keeps every frame, and shows how the connection ended. */
import type { IncomingMessage } from 'node:http';
import type { RequestOptions } from 'node:https';
import { WebSocket } from 'ws';
import type { EventEnvelope } from '../../src/contract/schemas.ts';
import type { components } from '../../src/contract/types.gen.ts';
import { ArrivalList } from './inbox.ts';
import type { Inbox } from './inbox.ts';

export type WsFrame = components['schemas']['StreamFrame'];
export type WsAnswer = components['schemas']['StreamAnswer'];

export interface WsClient {
  readonly socket: WebSocket;
  readonly frames: Inbox<WsFrame>;
  /** The events among the frames. */
  readonly events: Inbox<EventEnvelope>;
  each(listener: (event: EventEnvelope) => void): void;
  /** The cursor that came last. */
  cursor(): string;
  send(text: string | object): void;
  /** The answer to a command. */
  ask(command: { readonly ref: string } & Record<string, unknown>): Promise<WsAnswer>;
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>;
  cut(): void;
}

/** Rejects with the answer's status and text when the connection is not upgraded. */
export function openWs(
  url: string,
  headers: Record<string, string> = {},
  upgraded: (response: IncomingMessage) => void = () => undefined,
  tls: Pick<RequestOptions, 'ca' | 'lookup'> = {},
): Promise<WsClient> {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers, ...tls });
  socket.once('upgrade', upgraded);
  const client = follow(socket);
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      resolve(client);
    });
    socket.once('unexpected-response', (_request, response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => {
        reject(new Error(`${response.statusCode ?? 0} ${text}`));
      });
    });
    socket.on('error', reject);
  });
}

function follow(socket: WebSocket): WsClient {
  const frames = new ArrivalList<WsFrame>('the WebSocket');
  const events = new ArrivalList<EventEnvelope>('the events of the WebSocket');
  let cursor = '';
  socket.on('message', (data) => {
    const frame = JSON.parse((data as Buffer).toString()) as WsFrame;
    frames.add(frame);
    if (frame.type === 'cursor') ({ cursor } = frame);
    if (frame.type !== 'event') return;
    ({ cursor } = frame.event);
    events.add(frame.event);
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
  const send = (text: string | object) => {
    socket.send(typeof text === 'string' ? text : JSON.stringify(text));
  };
  return {
    ...{ socket, frames, events, closed, send },
    each: (listener) => {
      events.each(listener);
    },
    cursor: () => cursor,
    async ask(command) {
      send(command);
      const answer = await frames.waitFor(
        (frame) => frame.type === 'answer' && frame.ref === command.ref,
      );
      return answer as WsAnswer;
    },
    cut: () => {
      socket.terminate();
    },
  };
}
