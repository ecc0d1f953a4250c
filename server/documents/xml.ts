import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { ok, refuser, type Result } from '#core/result.ts';
import type { Noeud } from '#core/xml.ts';

type RefusXml = { readonly code: 'xml_illisible' | 'xml_interdit' };

const lecteur = new XMLParser({ preserveOrder: true, ignoreAttributes: false, attributeNamePrefix: '', removeNSPrefix: true, parseTagValue: false, parseAttributeValue: false, trimValues: true, ignoreDeclaration: true, ignorePiTags: true, maxNestedTags: 64 });

/** The text of the bytes, by their mark, then by the encoding that the declaration names. Undefined when they are not of that encoding. */
function decoder(octets: Uint8Array): string | undefined {
  const debut = new TextDecoder('latin1').decode(octets.subarray(0, 200));
  const marque = octets[0] === 0xff && octets[1] === 0xfe ? 'utf-16le' : octets[0] === 0xfe && octets[1] === 0xff ? 'utf-16be' : undefined;
  const dit = /^[^<]*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(debut)?.[1];
  try {
    return new TextDecoder(marque ?? dit ?? 'utf-8', { fatal: true }).decode(octets);
  } catch {
    return undefined;
  }
}

const Ordonne: z.ZodType<Record<string, unknown>[]> = z.array(z.record(z.string(), z.unknown()));
const Attributs = z.record(z.string(), z.string()).catch({});

function enNoeuds(brut: unknown): readonly Noeud[] {
  return Ordonne.parse(brut).flatMap((e) => {
    const nom = Object.keys(e).find((k) => k !== ':@');
    if (nom === undefined || nom === '#text') return [];
    const contenu = Ordonne.parse(e[nom]);
    return [{ nom, attributs: Attributs.parse(e[':@']), enfants: enNoeuds(contenu), texte: contenu.map((c) => c['#text']).filter((t) => typeof t === 'string').join(' ').trim() }];
  });
}

/**
 * A document that somebody sends, as a tree. One that declares a type or an entity is refused before it is parsed: no outside file is ever
 * read, and no entity grows. @source OWASP, XML External Entity Prevention
 */
export function lireXml(octets: Uint8Array): Result<Noeud, RefusXml> {
  const texte = decoder(octets);
  if (texte === undefined) return refuser({ code: 'xml_illisible' });
  if (/<!\s*(?:DOCTYPE|ENTITY)/i.test(texte)) return refuser({ code: 'xml_interdit' });
  try {
    const [racine, autre] = enNoeuds(lecteur.parse(texte, true));
    return racine && !autre ? ok(racine) : refuser({ code: 'xml_illisible' });
  } catch {
    return refuser({ code: 'xml_illisible' });
  }
}
