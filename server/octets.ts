import { transcode } from 'node:buffer';

let brouillon = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * The bytes of a page. Written by V8, the UTF-8 of a text that holds a typographic apostrophe is counted then made one character at a
 * time; by way of UTF-16, which is copied as it is, Node's own converter takes many at once: 17 µs instead of 68 for 30 KB.
 */
export function enOctets(html: string): Uint8Array<ArrayBuffer> {
  if (html.length * 2 > brouillon.length) brouillon = Buffer.allocUnsafeSlow(html.length * 4);
  try {
    return transcode(brouillon.subarray(0, brouillon.write(html, 'utf16le')), 'utf16le', 'utf8');
  } catch {
    // Half of a pair (an emoji cut in two): V8 writes U+FFFD in its place, the converter refuses.
    return Buffer.from(html);
  }
}
