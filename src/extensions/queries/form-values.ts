/** What is filled into a data form (XEP-0004), for those who ask and answer forms. Pure. */
import type { DataForm, DataFormField } from '../../contract/schemas.ts';

/** Values by the names of their fields; a boolean is `1` or `0`, each line of `text-multi` a value. */
export type FormValues = Readonly<Record<string, readonly string[]>>;

export function fieldNamed(form: DataForm, name: string): DataFormField | undefined {
  return form.fields?.find((field) => field.var === name);
}

/** What a field says, in one form: `true` and `1` are the same, and so are no value and an empty one. */
export function valuesOf({ type, values = [] }: DataFormField): readonly string[] {
  if (type === 'boolean') return [isTrue(values) ? '1' : '0'];
  const said = values.filter((value) => value !== '');
  return type === 'list-multi' ? [...said].sort() : said;
}

/** XEP-0004 §3.3: `1` and `true`; anything else is not. */
export function isTrue(values: readonly string[]): boolean {
  return values[0] === '1' || values[0] === 'true';
}

/** Whether a field has these values, in whichever of its forms. */
export function hasValues(field: DataFormField, values: readonly string[]): boolean {
  const wanted = valuesOf({ ...field, values: [...values] });
  const said = valuesOf(field);
  return wanted.length === said.length && wanted.every((value, index) => value === said[index]);
}

/**
 * The form filled in: fields that `changes` does not name go back as they came (XEP-0004 §3.2 wants every required field, and
 * some services take a missing one for an empty one).
 */
export function filledIn(form: DataForm, changes: FormValues): DataForm {
  const fields = (form.fields ?? []).flatMap(({ var: name, type, values = [] }) => {
    if (name === undefined || type === 'fixed') return [];
    const filled = changes[name] ?? values;
    return [{ var: name, ...(type !== undefined && { type }), values: [...filled] }];
  });
  return { type: 'submit', fields };
}

/** A form to submit that was not asked for first. */
export function submission(formType: string, values: FormValues): DataForm {
  const fields = Object.entries(values).map(([name, its]) => ({ var: name, values: [...its] }));
  return {
    type: 'submit',
    fields: [{ var: 'FORM_TYPE', type: 'hidden', values: [formType] }, ...fields],
  };
}
