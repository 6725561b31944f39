const SHAPE = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** Names that Windows takes for devices whatever their extension: `catalog/con.json` could not be written there. */
const DEVICES = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/** Names that every object inherits: a key that is one is a mistake or an attack. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Why a server cannot have this key, as the end of a sentence that begins with the key; `null` when it can. */
export function serverKeyProblem(key: string): string | null {
  if (DEVICES.test(key)) return "is a device name on Windows, where its files could not be written";
  if (INHERITED.has(key)) return "is a name that every JavaScript object inherits";
  if (!SHAPE.test(key)) {
    return "must be a letter followed by at most 63 letters, digits, `_` or `-`";
  }
  return null;
}
