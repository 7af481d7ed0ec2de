import { BridgeError } from '../../core/errors.ts';

/**
 * A page of another site must not use a browser's way to the bridge. Whoever sends no `Origin` is no browser.
 * Throws `forbidden`.
 */
export function checkOrigin(
  headers: { readonly origin?: string | undefined; readonly host?: string | undefined },
  allowed: readonly string[],
): void {
  const { origin, host } = headers;
  if (origin === undefined || allowed.includes(origin)) return;
  // Whether TLS ends before the bridge is not known here, so the scheme is not compared.
  if (URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()) return;
  throw new BridgeError(
    'forbidden',
    `Pages of ${origin} may not connect; the operator can allow it.`,
  );
}
