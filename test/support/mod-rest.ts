/**
 * The packaged mod_rest of Debian 13's prosody-modules, for `startServer('prosody@13', …)`: users send over HTTP with their
 * passwords, and a component posts what comes to any of its addresses.
 */
import type { ProsodyOptions } from './prosody.ts';
import type { XmppServer } from './xmpp-server.ts';

export interface ModRestOptions {
  /** The server's domain, whose users may send. */
  readonly domain: string;
  /** The domain of the component, and where it posts what it hears. */
  readonly callback?: { readonly domain: string; readonly url: string; readonly type: string };
}

/** What a Prosody needs for it, as `prosody` of its options. */
export function withModRest({ domain, callback }: ModRestOptions): Partial<ProsodyOptions> {
  const options = {
    modules: ['rest'],
    // Requests name an address and not a host.
    extraConfig: `http_default_host = "${domain}"\n`,
  };
  if (callback === undefined) return options;
  const componentConfig = `
Component "${callback.domain}" "rest"
  rest_callback_url = "${callback.url}"
  rest_callback_content_type = "${callback.type}"
`;
  return { ...options, componentConfig };
}

/** The `Authorization` of one of its users. */
export function modRestAuthorization({ users }: Pick<XmppServer, 'users'>, name: string): string {
  const user = users.find((one) => one.name === name);
  if (user === undefined) throw new Error(`the server has no user ${name}`);
  return `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
}
