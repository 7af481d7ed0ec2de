/** A stream of JSON values, one on each line, as they come (application/x-ndjson). */
import type { ServerResponse } from 'node:http';

/** Proxies and caches are to pass on what comes, as it comes; nginx is told in its own way. */
export const NDJSON_HEADERS = {
  'content-type': 'application/x-ndjson',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

/**
 * Takes a line when the one before has left for the network, so a slow reader holds up who makes them. Ends with the
 * connection; where the lines fail, the connection is cut, so that nobody takes a part for the whole.
 */
export async function writeLines(
  response: ServerResponse,
  lines: AsyncIterable<unknown>,
): Promise<void> {
  // Writing to a connection that was just lost raises an error; that it is lost is seen below.
  response.on('error', () => undefined);
  response.flushHeaders();
  try {
    for await (const line of lines) {
      if (!response.write(`${JSON.stringify(line)}\n`)) await drained(response);
      if (response.destroyed) return;
    }
    response.end();
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Until more can be written, or never again. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go).off('close', go);
      resolve();
    };
    response.on('drain', go).on('close', go);
    if (response.destroyed) go();
  });
}
