import type { Received } from '../../support/xmpp-client.ts';

/** What somebody answers who is asked to execute a command: a form to fill in. */
export function askingForValues({ attributes: { id, from } }: Received): string {
  const form = `<x xmlns='jabber:x:data' type='form'><field var='drops' type='text-single'/></x>`;
  return `<iq type='result' id='${id}' to='${from}'><command xmlns='http://jabber.org/protocol/commands' node='potion' sessionid='1' status='executing'><actions><complete/></actions>${form}</command></iq>`;
}
