import { describe, expect, it } from 'vitest';
import type { SendRecord } from '../../src/contract/schemas.ts';
import { showMessage } from '../../src/cli/show-message.ts';
import { runCommand } from '../support/cli-run.ts';

const RECORD: SendRecord = {
  ...({ id: 'm1', kind: 'message', status: 'failed', final: true } as const),
  ...{ createdAt: 'noon', expiresAt: 'night', from: 'bot@bridge.example.org' },
  to: 'juliet@example.org',
  history: [
    { status: 'queued', at: 'noon' },
    { status: 'failed', at: 'dusk' },
  ],
};

const shown = (over: Partial<SendRecord>) => showMessage({ ...RECORD, ...over }).split('\n');

describe('the record of a message for a person', () => {
  it('has one line for each field, and one for its history', () => {
    expect(shown({})).toEqual([
      ...['id: m1', 'kind: message', 'status: failed', 'final: true'],
      ...['createdAt: noon', 'expiresAt: night', 'from: bot@bridge.example.org'],
      ...['to: juliet@example.org', 'history: queued noon, failed dusk'],
    ]);
  });

  it('says why it failed, what to do, and where to read more', () => {
    const stanzaError = { type: 'cancel', condition: 'gone' } as const;
    const lines = shown({ error: { code: 'stanza-error', detail: 'juliet: no.', stanzaError } });
    expect(lines).toContain('why: juliet: no.');
    expect(lines).toContain(
      'reason: gone (a stanza error of type cancel); more: stanza-bridge explain gone',
    );
    expect(lines.at(-1)).toMatch(/^what to do: Remove the address/);
  });

  it('says that an expired message may have arrived', () => {
    const error = { code: 'expired', detail: 'Too late.', mayHaveArrived: true } as const;
    const lines = shown({ final: false, error });
    expect(lines).toContain('reason: expired; more: stanza-bridge explain expired');
    expect(lines).toContain('It may have arrived all the same; the status can still change.');
  });

  it('has what did not decide anything as well', () => {
    const stanzaError = { type: 'cancel', condition: 'gone' } as const;
    const refusals = [{ at: 'dawn', by: 'juliet@example.org/phone', detail: 'No.', stanzaError }];
    expect(shown({ refusals }).at(-1)).toBe('refused dawn: No.');
  });

  it('lets nothing of it move the cursor', () => {
    const error = { code: 'expired', detail: 'a\u001B[2Jb\nc\u202E' } as const;
    expect(shown({ error })).toContain('why: a [2Jb c');
  });
});

describe('the command explain', () => {
  it.each(['urn:stanza-bridge:problem:iq-timeout', 'expired', 'service-unavailable'])(
    'says what to do about %s',
    async (code) => {
      const { code: ended, out } = await runCommand(['explain', code]);
      expect(ended).toBe(0);
      expect(out).toContain('What to do: ');
    },
  );

  it('says what was meant', async () => {
    const { code, err } = await runCommand(['explain', 'service-unavailble']);
    expect([code, err]).toEqual([
      64,
      'service-unavailble is no error; did you mean service-unavailable?',
    ]);
  });
});
