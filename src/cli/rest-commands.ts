/** Commands that are one call of the API each, made of `rest-table.ts`. */
import { readContract, type Method } from '../contract/document.ts';
import { apiOf, API_OPTIONS } from './api.ts';
import {
  CommandFault,
  EXIT,
  JSON_OPTION,
  numberOf,
  textOf,
  textsOf,
  type Command,
  type Values,
} from './command.ts';
import type { RestOption, RestOptions, RestRow } from './rest-options.ts';
import { REST_ROWS } from './rest-table.ts';
import { show } from './show.ts';

const PLACES = [
  ['{id}', 'ID'],
  ['{item}', 'ITEM'],
  ['{part}', 'PART'],
] as const;

export const REST_COMMANDS: readonly Command[] = REST_ROWS.map(commandOf);

function commandOf(row: RestRow): Command {
  const { name, about, more, method, path, options = {}, query = {} } = row;
  const { isGood = () => true, shown = show } = row;
  return {
    name,
    about,
    arguments:
      row.arguments ??
      PLACES.filter(([place]) => path.includes(place)).map(([, argument]) => argument),
    options: { ...options, ...query, ...API_OPTIONS, ...JSON_OPTION },
    scope: () => scopeOf(method, path),
    ...(more !== undefined && { more }),
    async run({ values, positionals, io }) {
      const api = apiOf(values, io);
      const target = filled(path, positionals) + queryOf(fieldsOf(query, values));
      const answer = await api.call(method, target, bodyOf(row, values));
      io.out(values['json'] === true ? JSON.stringify(answer ?? null) : shown(answer, io));
      return isGood(answer) ? EXIT.ok : EXIT.failed;
    },
  };
}

/** As the contract says; its names of what stands in a path are others. */
function scopeOf(method: string, path: string): string | undefined {
  const plain = (it: string) => it.replaceAll(/\{\w+\}/g, '{}');
  const { paths } = readContract();
  const [, item] = Object.entries(paths).find(([it]) => plain(it) === plain(path)) ?? [];
  return item?.[method.toLowerCase() as Method]?.security?.[0]?.['bearer']?.join(', ');
}

function filled(path: string, positionals: readonly string[]): string {
  return PLACES.reduce(
    (target, [place], index) => target.replace(place, encodeURIComponent(positionals[index] ?? '')),
    path,
  );
}

function queryOf(fields: readonly (readonly [string, unknown])[]): string {
  const query = new URLSearchParams();
  for (const [name, value] of fields) {
    for (const item of [value].flat()) query.append(name, String(item));
  }
  return query.size === 0 ? '' : `?${query.toString()}`;
}

function bodyOf({ options, some, body = {} }: RestRow, values: Values): object | undefined {
  if (options === undefined) return undefined;
  const fields = fieldsOf(options, values);
  if (some && fields.length === 0) {
    const names = Object.keys(options).map((name) => `--${name}`);
    throw new CommandFault(`Give at least one of ${names.join(', ')}`, EXIT.usage);
  }
  return { ...body, ...Object.fromEntries(fields) };
}

function fieldsOf(options: RestOptions, values: Values): (readonly [string, unknown])[] {
  return Object.entries(options).flatMap(([name, option]): (readonly [string, unknown])[] => {
    const value = valueOf(option, values, name);
    if (value === undefined) return [];
    if (option.spread) return Object.entries(value as object);
    return [[option.field ?? name, value] as const];
  });
}

function valueOf({ type, number, multiple, read }: RestOption, values: Values, name: string) {
  if (read !== undefined) {
    const given = values[name];
    return given === undefined ? undefined : read([given].flat().map(String));
  }
  const plain = type === 'boolean' ? flagOf : multiple ? textsOf : number ? numberOf : textOf;
  return plain(values, name);
}

function flagOf(values: Values, name: string): true | undefined {
  return values[name] === true ? true : undefined;
}
