/** Takes packed texts apart, as `cmsgpack` does in a script. */
export function unpackTexts(packed: Buffer): string[] {
  const texts: string[] = [];
  let at = 5;
  while (at < packed.length) {
    const length = packed.readUInt32BE(at + 1);
    texts.push(packed.toString('utf8', at + 5, at + 5 + length));
    at += 5 + length;
  }
  return texts;
}
