import { isObject } from './field.ts';

const FILTERS = ['with', 'start', 'end', 'before-id', 'after-id', 'ids'];
const PAGE = ['after', 'before', 'max'];

/** The short form of a query of an archive (XEP-0313) written out: a form of filters, and a page. */
export function archiveQuery(archive: Readonly<Record<string, unknown>>): object {
  if (archive['form'] !== undefined) return archive;
  const { queryid } = archive;
  const filters = FILTERS.filter((name) => isGiven(archive[name]));
  const page = PAGE.filter((name) => isGiven(archive[name]));
  const given = isObject(archive['page']) ? { page: archive['page'] } : {};
  return {
    ...(isGiven(queryid) && { queryid }),
    ...(filters.length > 0 && { form: { type: 'submit', fields: fieldsOf(archive, filters) } }),
    ...(page.length > 0
      ? { page: Object.fromEntries(page.map((name) => [name, archive[name]])) }
      : given),
  };
}

function fieldsOf(archive: Readonly<Record<string, unknown>>, names: readonly string[]) {
  return [
    { var: 'FORM_TYPE', type: 'hidden', values: ['urn:xmpp:mam:2'] },
    ...names.map((name) => ({ var: name, values: valuesOf(name, archive[name]) })),
  ];
}

/** `ids` may be a list, or its texts with commas between them. */
function valuesOf(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  return name === 'ids' && typeof value === 'string' ? value.split(',') : [value];
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
