import { expect, test } from 'vitest';
import { lireXml } from './xml.ts';

const lire = (texte: string) => lireXml(new TextEncoder().encode(texte));

test('un document se lit : noms sans préfixe, textes, attributs, caractères échappés', () => {
  expect(lire('<?xml version="1.0"?><a:r xmlns:a="u"><a:b c="1">x &amp; y</a:b><a:b/></a:r>')).toEqual({ ok: true, valeur: { nom: 'r', attributs: {}, texte: '', enfants: [{ nom: 'b', attributs: { c: '1' }, enfants: [], texte: 'x & y' }, { nom: 'b', attributs: {}, enfants: [], texte: '' }] } });
});

const BOMBE = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "lol">${Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i} "${`&a${i === 0 ? '' : i - 1};`.repeat(10)}">`).join('')}]><l>&a8;</l>`;
test.each([
  ['une bombe d’entités', BOMBE],
  ['une entité qui lit un fichier', '<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>'],
  ['une définition qui appelle un serveur', '<!DOCTYPE r SYSTEM "http://exemple.invalid/x.dtd"><r/>'],
  ['une définition en petites lettres', '<!doctype r [<!entity a "b">]><r/>'],
])('%s est refusée sans être lue', (_quoi, texte) => expect(lire(texte)).toEqual({ ok: false, refus: { code: 'xml_interdit' } }));
test('une bombe cachée en UTF-16 aussi', () => {
  const octets = new Uint8Array(2 + BOMBE.length * 2);
  octets.set([0xff, 0xfe]);
  for (let i = 0; i < BOMBE.length; i++) octets[2 + 2 * i] = BOMBE.charCodeAt(i);
  expect(lireXml(octets)).toEqual({ ok: false, refus: { code: 'xml_interdit' } });
});

test.each([['rien', ''], ['du texte', 'bonjour'], ['une balise qui ne se ferme pas', '<a><b></a>'], ['deux racines', '<a/><b/>'], ['dix mille niveaux', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`]])('%s n’est pas un document', (_quoi, texte) => expect(lire(texte)).toEqual({ ok: false, refus: { code: 'xml_illisible' } }));
test('des octets d’un autre encodage que celui qui est dit ne se devinent pas', () => {
  expect(lireXml(Uint8Array.from([0x3c, 0x61, 0x3e, 0xe9, 0x3c, 0x2f, 0x61, 0x3e])).ok).toBe(false);
  const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1');
  expect(lireXml(latin)).toMatchObject({ ok: true, valeur: { texte: 'é' } });
});
