import type { ContactBody, PresenceBody } from '../../../contract/schemas.ts';
import { instant } from '../../../core/instant.ts';
import { present } from '../../../core/present.ts';
import type { Contact } from './contact.ts';
import type { Resource } from './book.ts';

export function contactBody(jid: string, contact: Contact): ContactBody {
  const { name, groups, want, ours, theirs, refused, since } = contact;
  return present<ContactBody>({
    ...{ jid, name, groups, want, state: { ours, theirs }, refused },
    since: instant(since),
  });
}

/** `link`: the name of the present one, undefined while there is none. */
export function presenceBody(
  jid: string,
  { book }: Contact,
  link: string | undefined,
): PresenceBody {
  const resources = (book?.resources ?? []).map(resourceBody);
  return present<PresenceBody>({
    jid,
    available: resources.length > 0,
    resources,
    asOf: book && instant(book.asOf),
    fresh: book !== undefined && book.settled && book.link === link,
  });
}

function resourceBody({ resource, show, status, priority, since, client }: Resource) {
  return present<PresenceBody['resources'][number]>({
    ...{ resource, show, status, priority, client },
    since: instant(since),
  });
}
