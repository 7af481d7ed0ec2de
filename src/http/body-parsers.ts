import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { malformedBody, parseJson } from '../core/json.ts';

/** Content types that any operation takes; which one takes which is said by the contract. */
export function addBodyParsers(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  add(app, 'application/json', parseJson);
  add(app, 'application/x-ndjson', (text) => text);
  add(app, 'application/xmpp+xml', (text) => text);
}

/** An empty body is `undefined`. Bytes that are no UTF-8 are refused: the decoder would replace them in silence. */
function add(app: FastifyInstance, type: string, parse: (text: string) => unknown): void {
  app.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, bytes: Buffer, done) => {
    try {
      if (!isUtf8(bytes)) throw malformedBody('The body is not UTF-8.');
      done(null, bytes.length === 0 ? undefined : parse(bytes.toString()));
    } catch (error) {
      done(error as Error);
    }
  });
}
