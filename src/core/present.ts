/**
 * A record of those fields that have a value. JSON leaves out what is absent, and
 * `exactOptionalPropertyTypes` tells `undefined` from absent.
 */
export function present<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const kept: Partial<T> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== undefined) kept[key] = value;
  }
  // Every field that T requires had to be passed with a value of its type.
  return kept as T;
}
