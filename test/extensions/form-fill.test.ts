import { describe, expect, it } from 'vitest';
import type { DataForm, DataFormField } from '../../src/contract/schemas.ts';
import {
  fillForm,
  shownValues,
  type ValuesToFill,
} from '../../src/extensions/queries/form-fill.ts';

const OPTIONS = [{ value: 'red' }, { value: 'white' }];

function formOf(...fields: readonly DataFormField[]): DataForm {
  return {
    type: 'form',
    fields: [{ var: 'FORM_TYPE', type: 'hidden', values: ['urn:v'] }, ...fields],
  };
}

function filled(field: DataFormField, value: ValuesToFill[string]): unknown {
  const result = fillForm(formOf({ var: 'a/b', ...field }), { 'a/b': value }, '/values');
  if (result.faults !== undefined) return result.faults;
  return result.form.fields?.find((it) => it.var === 'a/b')?.values;
}

describe('a value for a field', () => {
  it.each<[DataFormField['type'], ValuesToFill[string], string[], DataFormField?]>([
    [undefined, 'a rose', ['a rose']],
    ['text-single', 12.5, ['12.5']],
    ['text-multi', 'a\r\nb\nc', ['a', 'b', 'c']],
    ['text-multi', ['a', 'b\nc'], ['a', 'b', 'c']],
    ['boolean', true, ['1']],
    ['boolean', 'false', ['0']],
    ['boolean', ['1'], ['1']],
    ['jid-single', 'Juliet@EXAMPLE.org', ['juliet@example.org']],
    ['jid-multi', ['romeo@example.org', 'example.org'], ['romeo@example.org', 'example.org']],
    ['list-single', 'red', ['red'], { options: OPTIONS }],
    ['list-multi', ['red', 'white'], ['red', 'white'], { options: OPTIONS }],
    ['list-single', 'anything', ['anything']],
    ['text-single', null, []],
  ])('of type %s: %j is taken', (type, value, expected, more = {}) => {
    expect(filled({ ...(type && { type }), ...more }, value)).toEqual(expected);
  });

  it.each<[DataFormField['type'], ValuesToFill[string], string, DataFormField?]>([
    ['text-single', 'two\nlines', 'one line'],
    ['text-single', ['a', 'b'], 'one value'],
    ['text-single', true, 'Give a text'],
    ['boolean', 'perhaps', 'neither true nor false'],
    ['boolean', 2, 'neither true nor false'],
    ['boolean', 'constructor', 'neither true nor false'],
    ['jid-single', 'a@b@c', 'is no JID'],
    ['jid-multi', ['romeo@example.org', '@'], 'is no JID'],
    ['list-single', 'blue', 'Choose one of: "red", "white"', { options: OPTIONS }],
    ['list-multi', ['red', 'blue'], 'does not offer "blue"', { options: OPTIONS }],
    ['text-single', '', 'requires', { required: true }],
    ['text-single', null, 'requires', { required: true, values: ['before'] }],
    ['hidden', 'x', 'is hidden'],
    ['fixed', 'x', 'fixed text'],
  ])('of type %s: %j is refused, with its pointer', (type, value, detail, more = {}) => {
    expect(filled({ ...(type && { type }), ...more }, value)).toEqual([
      { pointer: '/values/a~1b', detail: expect.stringContaining(detail) as unknown },
    ]);
  });

  it('may be another than the options where the form is open (XEP-0122)', () => {
    const field: DataFormField = { var: 'c', type: 'list-single', options: OPTIONS };
    const validate = {
      ...{ name: 'validate', namespace: 'http://jabber.org/protocol/xdata-validate' },
      ...{
        attributes: {},
        children: [{ name: 'open', namespace: '', attributes: {}, children: [] }],
      },
    };
    const inside = { name: 'field', namespace: 'jabber:x:data', attributes: { var: 'c' } };
    const raw = {
      ...{ name: 'x', namespace: 'jabber:x:data', attributes: {} },
      children: [{ ...inside, children: [validate] }],
    };
    expect(fillForm({ ...formOf(field), raw }, { c: 'blue' }, '').faults).toBeUndefined();
    expect(fillForm(formOf(field), { c: 'blue' }, '').faults).toHaveLength(1);
  });
});

describe('a form', () => {
  const form = formOf(
    { type: 'fixed', values: ['Who are you?'] },
    { var: 'name', type: 'text-single', required: true },
    { var: 'age', type: 'text-single', values: ['13'] },
  );

  it('goes back with its hidden fields, and with the values that were there', () => {
    expect(fillForm(form, { name: 'Juliet' }, '')).toEqual({
      form: {
        type: 'submit',
        fields: [
          { var: 'FORM_TYPE', type: 'hidden', values: ['urn:v'] },
          { var: 'name', type: 'text-single', values: ['Juliet'] },
          { var: 'age', type: 'text-single', values: ['13'] },
        ],
      },
    });
  });

  it('names every fault at once, and the field that was meant', () => {
    expect(fillForm(form, { nane: 'Juliet' }, '/values').faults).toEqual([
      {
        pointer: '/values/nane',
        detail: expect.stringContaining('did you mean "name"') as unknown,
      },
      { pointer: '/values/name', detail: 'The form requires this field.' },
    ]);
  });

  it('shows the values of what people fill in', () => {
    expect(shownValues(form)).toEqual({ name: [], age: ['13'] });
  });
});
