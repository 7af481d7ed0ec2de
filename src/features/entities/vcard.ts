import type { VcardBody } from '../../contract/schemas.ts';
import { childNamed, textOf, type XmlElement } from '../../core/element.ts';
import { present } from '../../core/present.ts';

const NS = 'vcard-temp';

/** As long as the contract allows; people write anything into their vCards. */
const MAX = {
  fn: 200,
  nickname: 200,
  url: 1_000,
  note: 2_000,
  org: 200,
  title: 200,
  tel: 100,
  email: 320,
};

/** The plain facts of a vCard of the old form (XEP-0054); undefined where it has none. */
export function readVcard(vcard: XmlElement): VcardBody | undefined {
  const at = (max: number, ...path: readonly string[]) => {
    const found = path.reduce<XmlElement | undefined>(
      (parent, name) => parent && childNamed(parent, name, NS),
      vcard,
    );
    return (found && textOf(found).trim().slice(0, max)) || undefined;
  };
  const body = present<VcardBody>({
    fn: at(MAX.fn, 'FN'),
    nickname: at(MAX.nickname, 'NICKNAME'),
    url: at(MAX.url, 'URL'),
    note: at(MAX.note, 'DESC'),
    org: at(MAX.org, 'ORG', 'ORGNAME'),
    title: at(MAX.title, 'TITLE'),
    tel: at(MAX.tel, 'TEL', 'NUMBER'),
    email: at(MAX.email, 'EMAIL', 'USERID'),
  });
  return Object.keys(body).length === 0 ? undefined : body;
}
