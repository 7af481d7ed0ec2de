import type { ApiResponse } from '../../support/api-client.ts';
import type { BridgeProcess } from '../../support/bridge-process.ts';

/** Posts a body byte for byte: a text too, whatever it is. */
export async function postBytes(
  { baseUrl, apiKey }: Pick<BridgeProcess, 'baseUrl' | 'apiKey'>,
  path: string,
  body: string | Uint8Array,
  contentType: string,
): Promise<ApiResponse> {
  const response = await fetch(baseUrl + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': contentType },
    body: Buffer.from(body),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const { status, headers } = response;
  return { status, headers, text, json: text === '' ? undefined : JSON.parse(text) };
}
