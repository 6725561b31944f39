import { randomBytes } from "node:crypto";

/** One field of a form, or one file where it has a name. */
export interface Part {
  name: string;
  filename: string | null;
  /** `null`: a text as in any form. */
  mediaType: string | null;
  bytes: Uint8Array;
}

/**
 * A `multipart/form-data` body (RFC 7578). `FormData` would give every part with a media type a file's name, and many a
 * service takes a part with one for a file.
 */
export function multipartBody(parts: readonly Part[]): { body: Uint8Array; contentType: string } {
  const boundary = `codemode-${randomBytes(18).toString("hex")}`;
  const chunks = parts.flatMap(({ name, filename, mediaType, bytes }) => {
    const file = filename === null ? "" : `; filename="${quoted(filename)}"`;
    const type = mediaType === null ? "" : `\r\nContent-Type: ${mediaType}`;
    const head = `Content-Disposition: form-data; name="${quoted(name)}"${file}${type}`;
    return [Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`), bytes, Buffer.from("\r\n")];
  });
  return {
    body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

/** HTML, "multipart/form-data encoding algorithm": nothing ends the header early. */
function quoted(text: string): string {
  return text.replaceAll("\r", "%0D").replaceAll("\n", "%0A").replaceAll('"', "%22");
}
