import { describe, expect, it } from 'vitest';
import type { Rpc } from '../../../src/contract/schemas.ts';
import { iqToJson, iqToXml } from '../../../src/stanza/json/iq.ts';
import { writeXml } from '../../../src/stanza/xml/writer.ts';
import { violations } from '../../stanza/contract-schemas.ts';
import { readTree } from '../../stanza/read-tree.ts';

const call = (...params: NonNullable<Rpc['params']>) => ({
  to: 'lamp@example.org/hall',
  rpc: { method: 'Lamp.dim', params },
});
const written = (...params: NonNullable<Rpc['params']>) =>
  [
    ...writeXml(iqToXml(call(...params)).element, 'jabber:client').matchAll(
      /<value>(.*?)<\/value>/g,
    ),
  ].map(([, value]) => value);
const read = (value: string) =>
  iqToJson(
    readTree(
      `<iq type='result'><query xmlns='jabber:iq:rpc'><methodResponse><params><param><value>${value}</value></param></params></methodResponse></query></iq>`,
    ),
  );

describe('a method call', () => {
  it('is a set', () => {
    expect(iqToXml(call()).element.attributes['type']).toBe('set');
  });

  it('has the types that are nearest to JSON', () => {
    expect(written('hall', 60, -0.5, true, null, { double: 3 })).toEqual([
      ...['<string>hall</string>', '<int>60</int>', '<double>-0.5</double>'],
      ...['<boolean>1</boolean>', '<nil/>', '<double>3</double>'],
    ]);
  });

  it.each([
    [1e21, '1000000000000000000000'],
    [-1.5e-7, '-0.00000015'],
    [1.2345e22, '12345000000000000000000'],
    [5e-324, `0.${'0'.repeat(323)}5`],
  ])('writes %d without an exponent', (double, text) => {
    expect(written({ double })).toEqual([`<double>${text}</double>`]);
    expect(read(`<double>${text}</double>`)).toEqual({
      type: 'result',
      rpc: { result: { double } },
    });
  });

  it.each([
    ['a whole number of more than 32 bits', 2 ** 31, '/rpc/params/0'],
    ['two types at once', { int: 1, i4: 1 }, '/rpc/params/0'],
    ['no type', {}, '/rpc/params/0'],
    ['a type that there is not', { float: 1 }, '/rpc/params/0'],
    ['a wrong value of a type', { int: '1' }, '/rpc/params/0/int'],
    ['a wrong value further in', { array: [{ struct: { lit: { boolean: 1 } } }] }, '/rpc/params/0'],
  ])('is refused with %s', (_, param, pointer) => {
    const found = violations('IqToSend', call(param as never));
    expect(
      found.some((it) => JSON.stringify(it).includes(pointer)),
      JSON.stringify(found),
    ).toBe(true);
  });

  it.each(['result', 'fault', 'results'])('is not a %s at once', (key) => {
    const value = key === 'fault' ? { code: 1, text: 'No' } : key === 'results' ? [] : 1;
    const rpc = { method: 'Lamp.dim', [key]: value };
    expect(violations('IqToSend', { to: 'lamp@example.org', rpc })).not.toEqual([]);
  });
});

describe('what a device answers', () => {
  it.each([
    '<int>2147483648</int>',
    '<int>1.5</int>',
    '<float>1</float>',
    '<boolean>yes</boolean>',
  ])('travels as it is where it has no type: %s', (value) => {
    expect(read(value)).not.toHaveProperty('rpc');
    expect(read(value)).toHaveProperty('extensions');
  });

  it('is read to the ends of the types', () => {
    expect(read('<i4>-2147483648</i4>').rpc).toEqual({ result: { i4: -(2 ** 31) } });
    expect(read('<int>2147483647</int>').rpc).toEqual({ result: { int: 2 ** 31 - 1 } });
  });
});
