/** Whether our identities may upload files (XEP-0363). */
import { childElements, element } from '../../../core/element.ts';
import type { XmlElement } from '../../../core/element.ts';
import { textOf } from '../../../core/element.ts';
import { good, skipped, warning, type Finding } from '../finding.ts';
import { cureFor, inEjabberd, inProsody } from './cures.ts';
import type { Examination } from './examination.ts';
import { ask, inWords, isRefusal, type Answer } from './question.ts';
import type { Service } from './services.ts';

export const NS_UPLOAD = 'urn:xmpp:http:upload:0';

/**
 * Asks for a slot of more than the service takes: a server looks at the right first, and says that the file is too
 * large only to those who have it. So no slot is left behind.
 */
export async function checkUpload(
  { connection, settings, product, stranger }: Examination,
  { jid, info }: Service,
): Promise<Finding> {
  const check = `xmpp upload ${jid}`;
  const size = String((mostBytes(info) ?? 0) + 1);
  const file = { filename: 'stanza-bridge-doctor.txt', size, 'content-type': 'text/plain' };
  const payload = element('request', NS_UPLOAD, file);
  const answer = await ask(connection, { from: stranger, to: jid, payload });
  if (isRefusal(answer)) {
    const detail = `refuses a slot to the identities of ${settings.xmppDomain} (${inWords(answer)})`;
    return warning(check, detail, cureFor(product, cure(jid, settings.xmppDomain)));
  }
  return isAllowed(answer)
    ? good(check, 'gives slots to identities')
    : skipped(check, `cannot be told: ${inWords(answer)}`);
}

/** `max-file-size` of its form (XEP-0128). */
function mostBytes(info: XmlElement): number | undefined {
  const fields = childElements(info).flatMap((form) => childElements(form));
  const field = fields.find(({ attributes }) => attributes['var'] === 'max-file-size');
  const value = field && childElements(field)[0];
  const bytes = value === undefined ? Number.NaN : Number(textOf(value));
  return Number.isSafeInteger(bytes + 1) ? bytes : undefined;
}

function isAllowed(answer: Answer): boolean {
  return (
    answer.kind === 'result' || (answer.kind === 'error' && answer.condition === 'not-acceptable')
  );
}

function cure(jid: string, domain: string) {
  return {
    prosody: inProsody(`Component "${jid}" "http_file_share"`, [
      `http_file_share_access = { "${domain}" }  -- and those that it names already`,
    ]),
    ejabberd: inEjabberd(domain, 'uploaders', 'mod_http_upload', ['access']),
  };
}
