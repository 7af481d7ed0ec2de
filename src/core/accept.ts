import { BridgeError } from './errors.ts';

/**
 * The first of the representations on offer, best quality first, that an `Accept` header allows
 * (RFC 9110 §12.5.1); the first on offer when there is no header. Throws `not-acceptable`.
 */
export function chooseType<Type extends string>(
  accept: string | undefined,
  offered: readonly [Type, ...Type[]],
): Type {
  const [preferred] = offered;
  if (accept === undefined || accept === '*/*' || accept === preferred) return preferred;
  const ranges = accept.split(',').map(parseRange);
  const rated = offered.map((type) => ({ type, quality: qualityOf(type, ranges) }));
  const best = rated.reduce((a, b) => (b.quality > a.quality ? b : a));
  if (best.quality > 0) return best.type;
  throw new BridgeError('not-acceptable', `This response is available as ${offered.join(' or ')}.`);
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

function parseRange(text: string): Range {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
}

/** The most specific range that fits decides. */
function qualityOf(type: string, ranges: readonly Range[]): number {
  const family = `${type.slice(0, type.indexOf('/'))}/*`;
  for (const wanted of [type, family, '*/*']) {
    const range = ranges.find((it) => it.type === wanted);
    if (range !== undefined) return range.quality;
  }
  return 0;
}
