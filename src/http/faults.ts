/** Whatever was thrown on the way of a request, as a BridgeError. */
import { BridgeError, type ErrorCode } from '../core/errors.ts';

/** Errors of Fastify itself that are the caller's doing. */
const FRAMEWORK: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'payload-too-large',
    'The body is over its bound; send less at once.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported-media-type',
    'Send a Content-Type that this operation takes.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'malformed-body',
    'The body is not as long as Content-Length says.',
  ],
  FST_ERR_BAD_URL: ['invalid-request', 'The path has a broken percent-encoding.'],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', 'No id is that long.'],
  ECONNRESET: ['malformed-body', 'The connection ended before the body.'],
};

/** An error that is nobody's fault but ours keeps its text to itself: the text goes to the log, as `cause`. */
export function asBridgeError(error: unknown): BridgeError {
  if (error instanceof BridgeError) return error;
  const known = FRAMEWORK[codeOf(error)];
  if (known === undefined) {
    return new BridgeError('internal', 'The bridge failed; see its log for the reason.', {
      cause: error,
    });
  }
  const [code, detail] = known;
  return new BridgeError(code, detail);
}

/** What Node says of a connection that never became a request. */
export function asSocketFault(error: unknown): BridgeError {
  switch (codeOf(error)) {
    case 'HPE_HEADER_OVERFLOW':
      return new BridgeError('headers-too-large', 'The headers are larger than the limit.');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return new BridgeError('request-timeout', 'Send the whole request faster.');
    default:
      return new BridgeError('invalid-request', 'This is not a valid HTTP/1.1 request.');
  }
}

function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}
