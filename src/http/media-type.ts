/** The type of a `Content-Type` header without its parameters, in lower case. */
export function mediaTypeOf(header: string | undefined): string | undefined {
  if (header === undefined || header === 'application/json') return header;
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}
