import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, unzipSync } from 'fflate';
import mammoth from 'mammoth';
import { beforeAll, describe, expect, test } from 'vitest';
import type { DocumentRedige } from '#core/document.ts';
import { unDocument } from './builders.ts';
import { ecrireDocx } from './docx.ts';
import { programmePresent, texteLuParLibreOffice } from './essais.ts';

type Parties = Record<string, string>;

const parties = async (d: DocumentRedige): Promise<Parties> =>
  Object.fromEntries(
    Object.entries(unzipSync(await ecrireDocx(d)))
      .filter(([nom]) => /\.(xml|rels|svg)$/.test(nom))
      .map(([nom, octets]) => [nom, strFromU8(octets)]),
  );

function bienForme(xml: string): void {
  new DOMParser({
    onError: (niveau, message) => {
      if (niveau !== 'warning') throw new Error(message);
    },
  }).parseFromString(xml, 'text/xml');
}

const html = async (d: DocumentRedige): Promise<string> => (await mammoth.convertToHtml({ buffer: Buffer.from(await ecrireDocx(d)) })).value;

describe('le DOCX, partie par partie', () => {
  let p: Parties = {};
  let corps = '';
  beforeAll(async () => {
    p = await parties(unDocument());
    corps = p['word/document.xml'] ?? '';
  });

  test('chaque partie est du XML bien formé', () => {
    expect(Object.keys(p).length).toBeGreaterThan(8);
    for (const xml of Object.values(p)) bienForme(xml);
  });

  test('les titres portent les styles de titre de Word, avec leur niveau de plan', () => {
    for (const n of [1, 2, 3]) {
      expect(corps).toContain(`<w:pStyle w:val="Heading${n}"/>`);
      expect(p['word/styles.xml']).toMatch(new RegExp(`w:styleId="Heading${n}"[\\s\\S]*?<w:outlineLvl w:val="${n - 1}"`));
    }
    expect(corps).toContain('<w:pStyle w:val="Title"/>');
  });

  test('la ligne d’en-tête du tableau se répète, et elle seule', () => {
    expect(corps.match(/<w:tblHeader\/>/g)).toHaveLength(1);
  });

  test('l’image a son texte de remplacement, en SVG avec son double en PNG', () => {
    expect(corps).toMatch(/<wp:docPr[^>]*descr="Carte des deux communes du territoire, d’un seul tenant\."/);
    expect(corps).toContain('asvg:svgBlip');
  });

  test('il est écrit en français, avec le numéro de page et les propriétés du fichier', () => {
    expect(p['word/styles.xml']).toContain('w:val="fr-FR"');
    expect(p['word/footer1.xml']).toMatch(/>PAGE</);
    expect(p['docProps/core.xml']).toContain('<dc:title>Lettre d’intention</dc:title>');
    expect(p['docProps/core.xml']).toContain('<dc:creator>Association de préfiguration des Trois Rivières</dc:creator>');
  });
});

describe('le DOCX relu par un autre programme', () => {
  test('mammoth y trouve titres, tableau, liste, image et mots', async () => {
    const lu = await html(unDocument());
    expect(lu).toMatch(/<h1>(<[^>]+>)*1\. Le territoire/);
    expect(lu).toMatch(/<thead>.*Habitants.*<\/thead>/s);
    expect(lu).toMatch(/<li>(<[^>]+>)*rencontrer l’hôpital/);
    expect(lu).toContain('alt="Carte des deux communes du territoire, d’un seul tenant."');
    for (const mots of ['Le territoire compte 84 512 habitants', 'Joinville-le-Pont', '97 259', 'Ibrahim Cœur', 'À compléter : l’adresse du siège.']) expect(lu).toContain(mots);
  });

  const bureau = programmePresent('soffice', '--version');
  if (!bureau) console.warn('LibreOffice est absent : le DOCX n’est relu que par mammoth et par sa structure.');
  test.runIf(bureau)('LibreOffice l’ouvre et en ressort les mots', async () => {
    const texte = texteLuParLibreOffice(await ecrireDocx(unDocument()));
    for (const mots of ['Lettre d’intention', 'Joinville-le-Pont', 'Objet : lettre d’intention', 'Maëlle Rivière']) expect(texte.replace(/\u00a0/g, ' ')).toContain(mots);
  });
});

describe('ce que les gens tapent', () => {
  test('du balisage est imprimé tel quel', async () => {
    const piege = '</w:t></w:r><script>alert(1)</script> & <w:p> "x" %PAGE% {{nom}}';
    const d = unDocument({ titre: piege, blocs: [{ type: 'paragraphe', texte: piege }] });
    for (const xml of Object.values(await parties(d))) bienForme(xml);
    expect((await mammoth.extractRawText({ buffer: Buffer.from(await ecrireDocx(d)) })).value.split(piege)).toHaveLength(3);
  });

  test('un nom de 10 000 lettres et des caractères de commande gardent un fichier bien formé et rien ne se perd', async () => {
    const nom = `${'É'.repeat(9_990)}\u0000\u0007\u001b\ud800`;
    const d = unDocument({ titre: nom, auteur: nom, blocs: [{ type: 'tableau', legende: nom, entetes: ['a'], lignes: [[nom]] }] });
    for (const xml of Object.values(await parties(d))) bienForme(xml);
    expect(((await html(d)).match(/É/g) ?? []).length).toBeGreaterThanOrEqual(3 * 9_990);
  });

  test('une ligne de tableau trop courte ou vide ne casse rien', async () => {
    const d = unDocument({ blocs: [{ type: 'tableau', legende: 'L', entetes: ['a', 'b'], lignes: [['seule'], []] }] });
    expect(await html(d)).toContain('seule');
  });
});
