// Random identifiers that also exist on plain http, where crypto.randomUUID does not.

function hex(bytes) {
  return Array.prototype.map.call(bytes, (byte) => (byte + 256).toString(16).slice(1)).join("");
}

/** A random name for this browser, 32 hex digits. */
export function clientId() {
  return hex(crypto.getRandomValues(new Uint8Array(16)));
}

/** A UUID of version 7 (RFC 9562): 48 bits of milliseconds, then random bits. */
export function uuid7(now) {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let rest = now;
  for (let place = 5; place >= 0; place -= 1) {
    bytes[place] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  bytes[6] = (bytes[6] & 0x0f) | 0x70;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const digits = hex(bytes);
  return [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join("-");
}
