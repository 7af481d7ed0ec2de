import type { DataForm, DataFormField } from '../../../src/contract/schemas.ts';

const PREFIX = 'muc#roomconfig_';

export function field(name: string, more: Partial<DataFormField> = {}): DataFormField {
  return { var: name.includes('#') || name === 'mam' ? name : PREFIX + name, ...more };
}

export const flag = (name: string, value: boolean) =>
  field(name, { type: 'boolean', values: [value ? '1' : '0'] });

export function form(...fields: readonly DataFormField[]): DataForm {
  const type: DataFormField = {
    ...{ var: 'FORM_TYPE', type: 'hidden' as const },
    values: ['http://jabber.org/protocol/muc#roomconfig'],
  };
  return { type: 'form', fields: [type, ...fields] };
}
