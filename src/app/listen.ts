import { CommandFault, EXIT } from '../cli/command.ts';

/** Where a server listens, and the setting that says so. */
export interface Place {
  readonly host: string;
  readonly port: number;
  readonly setting: 'BRIDGE_HTTP_PORT' | 'BRIDGE_MANAGEMENT_PORT';
}

interface Server {
  listen(place: { readonly host: string; readonly port: number }): Promise<unknown>;
}

/**
 * Throws CommandFault with what to change. Not as a fault of the settings: who held the port may be gone at the next
 * start, and a service manager does not try again after those.
 */
export async function listenAt(server: Server, { host, port, setting }: Place): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const said = CAUSES[code]?.(setting) ?? message;
    throw new CommandFault(
      `Cannot listen on ${host}, port ${port} (${setting}): ${said}`,
      EXIT.failed,
    );
  }
}

const CAUSES: Readonly<Record<string, (setting: string) => string>> = {
  EADDRINUSE: (setting) =>
    `another process listens there. Stop it, or set ${setting} to a free port.`,
  EACCES: (setting) =>
    `the user of this process may not. Set ${setting} to a port from 1024 upwards.`,
  EADDRNOTAVAIL: () =>
    'this machine has no such address. Set BRIDGE_HTTP_HOST to one that it has, or to 0.0.0.0.',
  ENOTFOUND: () => 'there is no such host. Set BRIDGE_HTTP_HOST to an address.',
};
