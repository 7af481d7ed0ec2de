import { beforeEach, describe, expect, it } from 'vitest';
import { iqInbound } from '../../../src/features/iq/inbound.ts';
import { messageInbound, type MessageInboundDeps } from '../../../src/features/messages/inbound.ts';
import { createInboundChain } from '../../../src/inbound/chain.ts';
import type { XmlElement } from '../../../src/core/element.ts';
import { readTree } from '../../stanza/read-tree.ts';

let done: string[];
let known: boolean;
let concerns: boolean;
let claimed: boolean;
let deps: MessageInboundDeps;

beforeEach(() => {
  done = [];
  known = true;
  concerns = false;
  claimed = false;
  deps = {
    applyFeedback: ({ news }) => {
      done.push(news);
      return Promise.resolve(known);
    },
    conversations: {
      concern: () => concerns,
      hear: () => {
        done.push('conversation');
        return Promise.resolve(claimed);
      },
    },
    record: note('record'),
    sendDirect: (stanza: XmlElement) => {
      done.push(`say ${stanza.attributes['to']}`);
      return Promise.resolve();
    },
    newId: () => 'n1',
  };
});

const QUIET = { debug() {}, info() {}, warn() {}, error() {} };

const note = (what: string) => () => {
  done.push(what);
  return Promise.resolve();
};

async function hear(xml: string): Promise<readonly string[]> {
  const chain = createInboundChain({
    ...deps,
    handlers: [
      ...messageInbound(deps),
      ...iqInbound(
        { answered: note('answered') },
        { receive: () => note('requested')().then(() => true) },
      ),
    ],
    link: { pause: () => undefined, resume: () => undefined },
    logger: QUIET,
  });
  chain.receive(readTree(xml));
  await chain.idle();
  return done;
}

const JULIET = `from='juliet@example.org' to='bot@bridge.example.org'`;
const RECEIPT = `<received xmlns='urn:xmpp:receipts' id='m1'/>`;
const REQUEST = `<request xmlns='urn:xmpp:receipts'/>`;

describe('a stanza that came in', () => {
  it.each([
    ['the answer to an IQ', `<iq type='result' id='1' ${JULIET}/>`, ['answered']],
    ['an IQ that was refused', `<iq type='error' id='1' ${JULIET}/>`, ['answered']],
    ['an IQ request', `<iq type='get' id='1' ${JULIET}><q xmlns='urn:x'/></iq>`, ['requested']],
    ['a presence', `<presence ${JULIET}/>`, ['record']],
    ['a message', `<message ${JULIET}><body>Hi</body></message>`, ['record']],
    ['a receipt', `<message ${JULIET}>${RECEIPT}</message>`, ['receipt']],
    ['a bounce', `<message type='error' id='m1' ${JULIET}><body>Hi</body></message>`, ['bounce']],
    [
      'a message that brings a receipt along',
      `<message ${JULIET}><body>Hi</body>${RECEIPT}</message>`,
      ['record', 'receipt'],
    ],
    [
      'a message that asks for a receipt',
      `<message id='m1' ${JULIET}><body>Hi</body>${REQUEST}</message>`,
      ['record', 'say juliet@example.org'],
    ],
    [
      'a message of a room that asks for a receipt',
      `<message id='m1' type='groupchat' ${JULIET}><body>Hi</body>${REQUEST}</message>`,
      ['record'],
    ],
  ])('goes where it belongs: %s', async (_what, xml, expected) => {
    expect(await hear(xml)).toEqual(expected);
  });

  it('tells of sixteen stanzas at most, and of each once', async () => {
    let ignored = 0;
    deps = { ...deps, ignoredIds: (count) => (ignored += count) };
    const receipts = Array.from({ length: 1_900 }, (_, n) =>
      RECEIPT.replace('m1', `m${n % 1_000}`),
    );
    expect(await hear(`<message ${JULIET}>${receipts.join('')}</message>`)).toHaveLength(16);
    // What repeats one of the sixteen is not counted.
    expect(ignored).toBe(1_900 - 2 * 16);
  });

  it('is not looked up by an id that is longer than any of ours', async () => {
    const long = RECEIPT.replace('m1', 'm'.repeat(257));
    expect(await hear(`<message ${JULIET}>${long}</message>`)).toEqual(['record']);
    const bounce = `<message type='error' id='${'m'.repeat(257)}' ${JULIET}/>`;
    done = [];
    expect(await hear(bounce)).toEqual(['record']);
  });

  it('is recorded when it tells of nothing that is known', async () => {
    known = false;
    expect(await hear(`<message ${JULIET}>${RECEIPT}</message>`)).toEqual(['receipt', 'record']);
  });

  it('is not recorded as foreign where the bridge may hear itself', async () => {
    concerns = true;
    expect(await hear(`<message ${JULIET}><body>Hi</body></message>`)).toEqual(['conversation']);
  });

  it('asks for no receipt when it is a reflection', async () => {
    concerns = true;
    claimed = true;
    const xml = `<message id='m1' ${JULIET}><body>Hi</body>${REQUEST}</message>`;
    expect(await hear(xml)).toEqual(['conversation']);
  });
});
