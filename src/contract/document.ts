/** The bundled contract, as it was generated from `openapi/`. */
import { readFileSync } from 'node:fs';

export interface ParameterObject {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: object;
}

export interface OperationObject {
  readonly operationId: string;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly (ParameterObject | Reference)[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, object>>;
  };
  readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
}

interface ResponseObject {
  readonly content?: Readonly<Record<string, object>>;
}

export interface Reference {
  readonly $ref: string;
}

export interface ContractDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** What the bridge posts to webhooks, by event type. */
  readonly webhooks: Readonly<Record<string, unknown>>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export const METHODS: readonly Method[] = ['get', 'post', 'put', 'patch', 'delete'];

export type PathItem = {
  readonly [M in Method]?: OperationObject;
} & { readonly parameters?: readonly (ParameterObject | Reference)[] };

const BUNDLE = new URL('./openapi.gen.json', import.meta.url);

export function readContract(): ContractDocument {
  return JSON.parse(readFileSync(BUNDLE, 'utf8')) as ContractDocument;
}

/** Follows a reference into `#/components/`; any other value is returned as it is. */
export function resolve<T>(document: ContractDocument, value: T | Reference): T {
  if (typeof value !== 'object' || value === null || !('$ref' in value)) return value;
  const [section = '', name = ''] = value.$ref.slice('#/components/'.length).split('/');
  return document.components[section]?.[name] as T;
}
