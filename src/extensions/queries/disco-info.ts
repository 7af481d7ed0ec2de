import type { DataForm, DiscoIdentity, DiscoInfo } from '../../contract/schemas.ts';
import { element } from '../../core/element.ts';
import type { XmlElement } from '../../core/element.ts';
import { keepingRaw } from '../extension.ts';
import type { Extension } from '../extension.ts';
import { present } from '../../core/present.ts';
import { eachNamed } from '../../stanza/element-helpers.ts';
import { dataForm } from './form.ts';

const NS = 'http://jabber.org/protocol/disco#info';
const NS_FORM = 'jabber:x:data';

/** Service discovery: what an entity is and can do, with the forms of XEP-0128. */
export const discoInfo: Extension<DiscoInfo> = {
  key: 'discoInfo',
  spec: 'XEP-0030 §3',
  kinds: ['iq'],
  elements: [{ name: 'query', namespace: NS }],
  ...keepingRaw<DiscoInfo>({ toJson: infoToJson, toXml: infoToXml }),
};

function infoToJson(query: XmlElement): DiscoInfo {
  return present<DiscoInfo>({
    node: query.attributes['node'],
    identities: eachNamed(query, 'identity', NS, identityToJson),
    features: eachNamed(query, 'feature', NS, (feature) => feature.attributes['var']),
    forms: eachNamed<DataForm>(query, 'x', NS_FORM, (x) => dataForm.toJson(x)),
  });
}

function infoToXml({ node, identities = [], features = [], forms = [] }: DiscoInfo): XmlElement {
  return element('query', NS, { node }, [
    ...identities.map(identityToXml),
    ...features.map((feature) => element('feature', NS, { var: feature })),
    ...forms.map((form) => dataForm.toXml(form)),
  ]);
}

function identityToJson({ attributes }: XmlElement): DiscoIdentity | undefined {
  const { category, type, name, 'xml:lang': lang } = attributes;
  if (category === undefined || type === undefined) return undefined;
  return present<DiscoIdentity>({ category, type, name, lang });
}

function identityToXml({ category, type, name, lang }: DiscoIdentity): XmlElement {
  return element('identity', NS, { category, type, name, 'xml:lang': lang });
}
