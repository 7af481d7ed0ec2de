import type { Rpc, RpcFault, RpcTypedValue, RpcValue } from '../../contract/schemas.ts';
import { childElements, childNamed, element, textOf, type XmlElement } from '../../core/element.ts';
import { textElement } from '../../stanza/element-helpers.ts';
import { keepingRaw, type Extension } from '../extension.ts';
import { NS_RPC, listOf, valueToJson, valueToXml } from './rpc-value.ts';

/** Remote procedure calls: typed parameters, and a typed result or a fault. */
export const rpc: Extension<Rpc> = {
  key: 'rpc',
  spec: 'XEP-0009',
  kinds: ['iq'],
  elements: [{ name: 'query', namespace: NS_RPC }],
  ...keepingRaw<Rpc>({ toJson, toXml }),
};

function toXml({ method, params, result, results, fault }: Rpc): XmlElement {
  if (method !== undefined) {
    return query('methodCall', [
      textElement('methodName', NS_RPC, method),
      params && paramsToXml(params),
    ]);
  }
  if (fault !== undefined) return query('methodResponse', [faultToXml(fault)]);
  return query('methodResponse', [paramsToXml(result === undefined ? (results ?? []) : [result])]);
}

function query(name: string, children: readonly (XmlElement | undefined)[]): XmlElement {
  return element('query', NS_RPC, {}, [element(name, NS_RPC, {}, children)]);
}

function paramsToXml(values: readonly RpcValue[]): XmlElement {
  const params = values.map((value) => element('param', NS_RPC, {}, [valueToXml(value)]));
  return element('params', NS_RPC, {}, params);
}

function faultToXml({ code, text }: RpcFault): XmlElement {
  const struct = { faultCode: { int: code }, faultString: { string: text } };
  return element('fault', NS_RPC, {}, [valueToXml({ struct })]);
}

function toJson(parent: XmlElement): Rpc | undefined {
  const call = childNamed(parent, 'methodCall', NS_RPC);
  if (call !== undefined) return callToJson(call);
  const response = childNamed(parent, 'methodResponse', NS_RPC);
  const fault = response && childNamed(response, 'fault', NS_RPC);
  if (fault !== undefined) return faultToJson(fault);
  const values = response && paramsOf(response);
  const [first, ...more] = values ?? [];
  if (values === undefined) return undefined;
  return first === undefined || more.length > 0 ? { results: values } : { result: first };
}

function callToJson(call: XmlElement): Rpc | undefined {
  const name = childNamed(call, 'methodName', NS_RPC);
  if (name === undefined) return undefined;
  const method = textOf(name);
  if (childNamed(call, 'params', NS_RPC) === undefined) return { method };
  const params = paramsOf(call);
  return params && { method, params };
}

function paramsOf(parent: XmlElement): RpcTypedValue[] | undefined {
  const params = childNamed(parent, 'params', NS_RPC);
  if (params === undefined) return undefined;
  const values = childElements(params).map(listOf);
  return values.every((one) => one?.length === 1) ? (values.flat() as RpcTypedValue[]) : undefined;
}

function faultToJson(fault: XmlElement): Rpc | undefined {
  const value = childNamed(fault, 'value', NS_RPC);
  const { struct = {} } = (value && valueToJson(value)) ?? {};
  const { faultCode, faultString } = struct as Readonly<Record<string, RpcTypedValue | undefined>>;
  const code = faultCode?.int ?? faultCode?.i4;
  const text = faultString?.string ?? faultString?.untyped;
  return code === undefined || text === undefined ? undefined : { fault: { code, text } };
}
