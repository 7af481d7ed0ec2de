/** Data for programs beside or instead of a text: as in the items of nodes, directly in a stanza. */
import type { Geoloc, JsonValue } from '../../contract/schemas.ts';
import type { XmlElement } from '../../core/element.ts';
import type { Extension } from '../extension.ts';
import { NS_JSON, readJson, writeJson } from '../pubsub/json-container.ts';
import { geolocToJson, geolocToXml, NS_GEOLOC } from '../pubsub/payload.ts';

/** Any JSON. */
export const json: Extension<JsonValue> = {
  key: 'json',
  spec: 'XEP-0335',
  kinds: ['message', 'iq'],
  elements: [{ name: 'json', namespace: NS_JSON }],
  isLenient: true,
  toJson: (container) => readJson(container)?.json,
  toXml: writeJson,
};

/** Where somebody or something is. */
export const geoloc: Extension<Geoloc> = {
  key: 'geoloc',
  spec: 'XEP-0080',
  kinds: ['message'],
  elements: [{ name: 'geoloc', namespace: NS_GEOLOC }],
  isLenient: true,
  toJson: (element: XmlElement) => geolocToJson(element),
  toXml: geolocToXml,
};
