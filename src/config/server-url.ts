/** Why a server cannot have this URL, as the end of a sentence; `null` when it can. */
export function serverUrlProblem(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null) return "is not an absolute URL";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https://";
  if (url.username !== "" || url.password !== "") {
    return "must not contain a user name or password; use `headers` with `${VAR}`";
  }
  // The URL parser has already brought 0x7f.1, 2130706433 and the like to dotted form.
  if (isLinkLocal(url.hostname)) return "must not be a link-local address";
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return "must begin with https:// (http:// is for loopback addresses only)";
  }
  return null;
}

/** @param host as the URL parser gives it */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "[::1]" || /^127(?:\.\d+){3}$/.test(host);
}

/** 169.254.0.0/16, also mapped into IPv6, and fe80::/10: where cloud machines keep their credentials. */
function isLinkLocal(host: string): boolean {
  return (
    host.startsWith("169.254.") || host.startsWith("[::ffff:a9fe:") || /^\[fe[89ab]/.test(host)
  );
}
