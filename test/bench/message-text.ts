/** The message that every system sends: the same text, so that the same bytes are measured. */
export function bodyText(marker: string): string {
  return `My bounty is as boundless as the sea, ${marker}`;
}

export interface MessageAddress {
  readonly id: string;
  readonly from?: string;
  readonly to: string;
}

export function messageXml({ id, from, to }: MessageAddress, marker: string): string {
  const sender = from === undefined ? '' : ` from="${from}"`;
  return `<message id="${id}"${sender} to="${to}" type="chat"><body>${bodyText(marker)}</body></message>`;
}
