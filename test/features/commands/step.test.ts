import { describe, expect, it } from 'vitest';
import { element } from '../../../src/core/element.ts';
import { BridgeError } from '../../../src/core/errors.ts';
import {
  NS_COMMANDS,
  replyOf,
  type CommandReply,
} from '../../../src/extensions/queries/command.ts';
import { stepOf, type Wish } from '../../../src/features/commands/running/step.ts';

const FORM = { type: 'form' as const, fields: [{ var: 'name', required: true as const }] };
const BEGUN: CommandReply = {
  ...{ node: 'lamp', sessionid: 's', status: 'executing', form: FORM },
  ...{ actions: ['next', 'complete'], suggested: 'complete' },
};

function actionsOf(attributes: Record<string, string>, ...names: readonly string[]) {
  const actions = element(
    'actions',
    NS_COMMANDS,
    attributes,
    names.map((it) => element(it, NS_COMMANDS)),
  );
  const { actions: offered, suggested } =
    replyOf(element('command', NS_COMMANDS, { node: 'a', status: 'executing' }, [actions])) ?? {};
  return { offered, suggested };
}

describe('what a command offers (XEP-0050, section 3.4)', () => {
  it.each([
    [{}, ['next', 'complete'], ['next', 'complete'], 'next'],
    [{ execute: 'complete' }, ['next', 'complete'], ['next', 'complete'], 'complete'],
    [{ execute: 'complete' }, [], ['complete'], 'complete'],
    [{}, ['prev', 'complete'], ['prev', 'complete'], 'complete'],
    [{}, ['prev'], ['prev'], undefined],
    [{ execute: 'next' }, ['prev'], ['prev', 'next'], 'next'],
    [{ execute: 'next' }, ['next', 'complete'], ['next', 'complete'], 'next'],
  ])('with %j and %j is %j, and %s is usual', (attributes, names, offered, suggested) => {
    expect(actionsOf(attributes as Record<string, string>, ...names)).toEqual({
      offered,
      suggested,
    });
  });

  it('is complete alone where it says nothing', () => {
    const bare = element('command', NS_COMMANDS, { node: 'a', status: 'executing' });
    expect(replyOf(bare)).toMatchObject({ actions: ['complete'], suggested: 'complete' });
  });

  it('has notes, whose type is info where they say none (section 4.3)', () => {
    const notes = [element('note', NS_COMMANDS, {}, ['Hark!'])];
    const done = element('command', NS_COMMANDS, { node: 'a', status: 'completed' }, notes);
    expect(replyOf(done)).toMatchObject({
      status: 'completed',
      notes: [{ type: 'info', text: 'Hark!' }],
    });
  });

  it('is nothing where the answer is no command', () => {
    expect(replyOf(element('query', NS_COMMANDS, { status: 'completed' }))).toBeUndefined();
    expect(replyOf(element('command', NS_COMMANDS, { status: 'perhaps' }))).toBeUndefined();
  });
});

describe('a step', () => {
  const values = { name: 'Juliet' };

  it.each<[Omit<Wish, 'at'>, string]>([
    [{ values }, 'complete'],
    [{ values, goesOn: true }, 'next'],
    [{ values, action: 'next' }, 'next'],
    [{ action: 'cancel' }, 'cancel'],
  ])('of %j is %s', (wish, action) => {
    expect(stepOf(BEGUN, { ...wish, at: '' }).action).toBe(action);
  });

  it.each<[Partial<CommandReply>, Omit<Wish, 'at'>, string, string?]>([
    [{ status: 'completed' }, { values }, 'conflict'],
    [{}, { values, action: 'prev' }, 'invalid-request', '/steps/1/action'],
    [{}, { values, action: 'cancel' }, 'invalid-request', '/steps/1/values'],
    [{}, {}, 'form-invalid', '/steps/1/values/name'],
    [{ form: { type: 'result' } }, { values }, 'form-invalid', '/steps/1/values'],
  ])('after %j with %j is refused as %s', (reply, wish, code, pointer) => {
    try {
      stepOf({ ...BEGUN, ...reply }, { ...wish, at: '/steps/1' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(BridgeError);
      expect((error as BridgeError).code).toBe(code);
      expect((error as BridgeError).facts.errors?.[0]?.pointer).toBe(pointer);
    }
  });
});
