import { describe, expect, it } from 'vitest';
import type { RoomConfigToSet } from '../../../src/contract/schemas.ts';
import { filledIn } from '../../../src/extensions/queries/form-values.ts';
import { ROOM_OPTIONS } from '../../../src/features/room-service/config/options.ts';
import { field, flag, form } from './forms.ts';

const { readAll: readOptions, plan: planOf, outcome: outcomeOf } = ROOM_OPTIONS;

const LOCKED = form(
  field('roomname', { type: 'text-single', values: ['Cell'] }),
  flag('membersonly', false),
  field('whois', {
    type: 'list-single',
    values: ['moderators'],
    options: [{ value: 'moderators' }, { value: 'anyone' }],
  }),
  field('maxusers', { type: 'list-single', values: ['200'], options: [{ value: 'none' }] }),
  field('roomsecret', { type: 'text-private', values: [''] }),
  flag('passwordprotectedroom', false),
  flag('mam', true),
  { type: 'fixed', values: ['A heading'] },
);

describe('the options of a room', () => {
  it('are read from the fields of the form', () => {
    expect(readOptions(LOCKED)).toEqual({
      ...{ name: 'Cell', membersOnly: false, whois: 'moderators', maxOccupants: 200 },
      ...{ password: null, archive: true },
    });
  });

  it.each<[RoomConfigToSet, Record<string, readonly string[]>]>([
    [{ membersOnly: true }, { 'muc#roomconfig_membersonly': ['1'] }],
    [{ maxOccupants: null }, { 'muc#roomconfig_maxusers': ['none'] }],
    [{ maxOccupants: 30 }, { 'muc#roomconfig_maxusers': ['30'] }],
    [{ archive: false }, { mam: ['0'] }],
    [
      { password: 'sesame' },
      { 'muc#roomconfig_roomsecret': ['sesame'], 'muc#roomconfig_passwordprotectedroom': ['1'] },
    ],
    [
      { password: null },
      { 'muc#roomconfig_roomsecret': [], 'muc#roomconfig_passwordprotectedroom': ['0'] },
    ],
    [{ form: { mam: true } }, { mam: ['1'] }],
    [
      { form: { 'muc#roomconfig_roomname': 'two\nlines' } },
      { 'muc#roomconfig_roomname': ['two', 'lines'] },
    ],
  ])('%j fills in %j', (wanted, changes) => {
    expect(planOf(LOCKED, wanted)).toEqual({ changes, refused: {} });
  });

  it('that the form does not have are refused, with what to configure where servers hide them', () => {
    const { changes, refused } = planOf(LOCKED, { persistent: true, lang: 'it', form: { x: '1' } });
    expect(changes).toEqual({});
    expect(Object.keys(refused).sort()).toEqual(['lang', 'persistent', 'x']);
    expect(refused['persistent']).toContain('server_user_role = "prosody:registered"');
    expect(refused['lang']).not.toContain('Prosody');
  });

  it('with a value that the form does not offer are refused', () => {
    const whois = field('whois', { values: ['moderators'], options: [{ value: 'moderators' }] });
    const { refused } = planOf(form(whois), { whois: 'anyone' });
    expect(refused['whois']).toBe('The form of this room does not offer "anyone".');
  });
});

describe('the form that is submitted', () => {
  it('has every field that a value can be entered into, changed or as it was', () => {
    const { changes } = planOf(LOCKED, { name: 'The cell' });
    const { type, fields = [] } = filledIn(LOCKED, changes);
    expect(type).toBe('submit');
    expect(fields).toHaveLength((LOCKED.fields?.length ?? 0) - 1);
    expect(fields.find((it) => it.var?.endsWith('roomname'))?.values).toEqual(['The cell']);
    expect(fields.find((it) => it.var?.endsWith('whois'))?.values).toEqual(['moderators']);
  });
});

describe('what became of the options', () => {
  const wanted: RoomConfigToSet = { membersOnly: true, name: 'The cell', form: { mam: false } };

  it('is what the form says afterwards, however it writes true and false', () => {
    const after = form(
      field('roomname', { values: ['The cell'] }),
      field('membersonly', { type: 'boolean', values: ['true'] }),
      field('mam', { type: 'boolean', values: ['false'] }),
    );
    expect(outcomeOf(wanted, planOf(LOCKED, wanted), after)).toEqual({
      ...{ applied: ['mam', 'membersOnly', 'name'], ignored: [] },
    });
  });

  it('is ignored where the server said yes and changed nothing', () => {
    expect(outcomeOf(wanted, planOf(LOCKED, wanted), LOCKED)).toEqual({
      applied: [],
      ignored: ['mam', 'membersOnly', 'name'],
      reasons: {
        mam: 'The room still has "1".',
        membersOnly: 'The room still has "false".',
        name: 'The room still has "Cell".',
      },
    });
  });
});
