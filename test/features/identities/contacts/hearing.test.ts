import { beforeEach, describe, expect, it } from 'vitest';
import { element, type XmlElement } from '../../../../src/core/element.ts';
import { IN_TIME } from '../../../../src/core/feature.ts';
import { ContactTable } from '../../../../src/features/identities/contacts/contact-table.ts';
import { contactHearing } from '../../../../src/features/identities/contacts/hearing.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';
import { createMemoryStore } from '../../../../src/store/memory/store.ts';

const PAIR = { identity: 'friar@bridge.example.org', remote: 'romeo@example.org' };
const NOTHING = {
  do: 'delete',
  space: { name: 'nothing', ttl: 'forever' },
  id: 'nothing',
} as const;

let table: ContactTable;
/** The link of this replica. */
let link: string | undefined;
/** Ends the wait of whatever is being sent. */
let sent: () => void;

beforeEach(async () => {
  const store = createMemoryStore({ now: Date.now });
  const now = () => 1;
  table = new ContactTable({ store, now, keep: (_key, _contact, all) => store.commit(all) });
  await table.revise(PAIR, () => ({ contact: { ours: 'granted', theirs: 'granted', since: 1 } }));
  link = '1';
});

function hearing() {
  const sending = new Promise<void>((resolve) => (sent = resolve));
  const handlers = contactHearing({
    table,
    events: { requested: () => NOTHING, changed: () => [], presence: () => NOTHING },
    profileOf: (jid) => ({
      ...{ jid, declared: undefined, presence: {}, invites: 'event' },
      contacts: { accept: 'all', domains: [], subscribeBack: false },
    }),
    tell: () => sending,
    mayAsk: () => true,
    hasRoom: () => true,
    counted: () => undefined,
    expect: () => undefined,
    clientCame: () => undefined,
    link: () => link,
    now: () => 2,
  });
  return async (stanza: XmlElement) => {
    for (const { handle } of handlers) await handle(stanza, IN_TIME);
  };
}

function presence(type?: string): XmlElement {
  const attributes = { from: `${PAIR.remote}/orchard`, to: PAIR.identity, type };
  return element('presence', NS_CLIENT, attributes);
}

describe('a presence that waits for its turn', () => {
  it('is entered under the link that it came over', async () => {
    const hear = hearing();
    const heard = [hear(presence('probe')), hear(presence())];
    sent();
    await Promise.all(heard);
    const { book } = (await table.get(PAIR))!;
    expect(book).toMatchObject({ link: '1', resources: [{ resource: 'orchard' }] });
  });

  it('is not entered once there is another link: it may have ceased to be true', async () => {
    const hear = hearing();
    const heard = [hear(presence('probe')), hear(presence())];
    link = '2';
    sent();
    await Promise.all(heard);
    expect((await table.get(PAIR))!.book).toBeUndefined();
    await hear(presence());
    expect((await table.get(PAIR))!.book).toMatchObject({ link: '2' });
  });
});
