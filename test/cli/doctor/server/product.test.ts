import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/cli/doctor/server/connection.ts';
import { cureFor } from '../../../../src/cli/doctor/server/cures.ts';
import { findProduct } from '../../../../src/cli/doctor/server/product.ts';
import { childElements, element, type XmlElement } from '../../../../src/core/element.ts';
import { NS_CLIENT } from '../../../../src/stanza/namespaces.ts';

const VERSION = 'jabber:iq:version';
const INFO = 'http://jabber.org/protocol/disco#info';
const CURE = { prosody: 'for Prosody', ejabberd: 'for ejabberd' };

/** A server that answers to the namespaces that are given, and to others with an error. */
function serverThat(answers: Readonly<Record<string, readonly XmlElement[]>>): Connection {
  const sent: XmlElement[] = [];
  const answer = (iq: XmlElement): XmlElement => {
    const { id } = iq.attributes;
    const namespace = childElements(iq)[0]?.namespace ?? '';
    const children = answers[namespace];
    return children === undefined
      ? element('iq', NS_CLIENT, { id, type: 'error' })
      : element('iq', NS_CLIENT, { id, type: 'result' }, [
          element('query', namespace, {}, children),
        ]);
  };
  return {
    session: {} as Connection['session'],
    failure: undefined,
    send: (stanza) => sent.push(stanza),
    hears: async (wants) => {
      await Promise.resolve();
      return sent.map(answer).find(wants);
    },
  };
}

const find = (answers: Readonly<Record<string, readonly XmlElement[]>>) =>
  findProduct(serverThat(answers), 'romeo@bridge.example.org/doctor', 'example.org');

const text = (name: string, words: string) => element(name, VERSION, {}, [words]);
const identity = (name: string) =>
  element('identity', INFO, { category: 'server', type: 'im', name });

describe('the product', () => {
  it('is what the server says of its version', async () => {
    const said = [text('name', 'Prosody'), text('version', '13.0.1')];
    expect(await find({ [VERSION]: said })).toEqual({
      ...{ kind: 'prosody', name: 'Prosody', version: '13.0.1' },
    });
  });

  it('is what the server calls itself, where it tells no version', async () => {
    const product = await find({ [INFO]: [identity('ejabberd')] });
    expect(product).toEqual({ kind: 'ejabberd', name: 'ejabberd' });
    expect(cureFor(product, CURE)).toBe('for ejabberd');
  });

  it('may be unknown: then the lines for both are given', async () => {
    expect(await find({})).toBeUndefined();
    const openfire = await find({ [VERSION]: [text('name', 'Openfire')] });
    expect(openfire).toEqual({ kind: 'other', name: 'Openfire' });
    expect(cureFor(openfire, CURE)).toBe('for Prosody\nfor ejabberd');
  });
});
