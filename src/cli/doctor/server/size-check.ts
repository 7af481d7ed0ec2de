/** Whether the server takes the largest stanza that the bridge sends. */
import { element } from '../../../core/element.ts';
import { NS_CLIENT } from '../../../stanza/namespaces.ts';
import { bad, good, skipped, type Finding } from '../finding.ts';
import { ALWAYS_TAKEN, asText, newId } from './connection.ts';
import { cureFor } from './cures.ts';
import type { Examination } from './examination.ts';

const CHECK = 'xmpp stanza size';

/** Sends one to our own domain. It ends this connection, where it is too large. */
export async function checkSize(examination: Examination): Promise<Finding> {
  const { connection, settings, product } = examination;
  const { maxStanzaOut } = settings;
  if (maxStanzaOut <= ALWAYS_TAKEN) return good(CHECK, 'every server takes what the bridge sends');
  const { session } = connection;
  session.send([largest(examination)], 'direct');
  // The first barrier may have left before it; the second did not.
  const isKnown = await session.barrier
    .wait()
    .then((known) => known && session.barrier.wait())
    .catch(() => false);
  const { failure } = connection;
  if (failure !== undefined) {
    const detail = `the server ends the stream for a stanza of ${maxStanzaOut} bytes (${failure.streamError?.condition ?? failure.text})`;
    return bad(CHECK, detail, cureFor(product, cure(maxStanzaOut)));
  }
  return isKnown
    ? good(CHECK, `the server takes ${maxStanzaOut} bytes (BRIDGE_MAX_STANZA_OUT)`)
    : skipped(CHECK, 'cannot be told without a barrier');
}

/** An answer that nobody asked for: where it comes back, nobody answers it. */
function largest({ settings, stranger }: Examination): string {
  const id = newId();
  const padded = (bytes: number) => {
    const filler = element('filler', 'urn:stanza-bridge:doctor', {}, ['x'.repeat(bytes)]);
    const to = `doctor@${settings.xmppDomain}/size`;
    return asText(
      element('iq', NS_CLIENT, { from: stranger, to, type: 'result', id }, [filler]),
      settings,
    );
  };
  return padded(settings.maxStanzaOut - Buffer.byteLength(padded(1)) + 1);
}

function cure(bytes: number) {
  const orLess = 'or set BRIDGE_MAX_STANZA_OUT below the limit of the server';
  return {
    prosody: `Prosody, in prosody.cfg.lua above the first VirtualHost; then restart it (${orLess}):
component_stanza_size_limit = ${Math.max(bytes, 512 * 1024)}`,
    // COMPAT: reload_config of a listener that has changed may leave the port closed (seen with 23.01 and 24.12).
    ejabberd: `ejabberd, in ejabberd.yml, in the listener of the component; then restart it (${orLess}):
    max_stanza_size: infinity`,
  };
}
