import { inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { unDocument } from './builders.ts';
import { poppler, programmePresent } from './essais.ts';
import { ecrirePdfIci } from './moteur-pdf.ts';

/** The text of a PDF's objects, compressed object streams opened: enough to look for its structures without any tool. */
function objets(pdf: Uint8Array): string {
  const brut = Buffer.from(pdf).toString('latin1');
  const flux = [...brut.matchAll(/\/Filter\s*\/FlateDecode[^>]*>>\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((m) => {
    try {
      return inflateSync(Buffer.from(m[1] ?? '', 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [brut, ...flux].join('\n');
}

const blocs = (texte: string) => ({ blocs: [{ type: 'paragraphe' as const, texte }] });
const outils = programmePresent('pdftotext', '-v') && programmePresent('pdfinfo', '-v');
if (!outils) console.warn('pdftotext et pdfinfo (poppler-utils) sont absents : le PDF n’est relu que par sa structure.');

describe('la structure du PDF, lue sans outil', () => {
  const lu = objets(ecrirePdfIci(unDocument()));

  test('il déclare sa norme, sa langue, ses signets et son arbre de structure', () => {
    expect(lu).toMatch(/<pdfuaid:part>1<\/pdfuaid:part>/);
    expect(lu).toMatch(/\/Lang\s*\(fr-FR\)/);
    expect(lu).toContain('/Outlines');
    expect(lu).toContain('/StructTreeRoot');
    expect(lu).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked\s+true/);
  });

  test('les titres, la ligne d’en-tête du tableau et l’image sont balisés', () => {
    for (const balise of ['/H1', '/H2', '/H3', '/TH', '/THead', '/Figure', '/Caption', '/LI']) expect(lu).toContain(balise);
    expect(lu).toMatch(/\/Alt\s*[(<]/);
  });
});

describe.runIf(outils)('le PDF relu par un autre programme', () => {
  test('les mots, les accents et les chiffres en ressortent', () => {
    const texte = poppler('pdftotext', ecrirePdfIci(unDocument()), '-layout');
    for (const mots of ['Lettre d’intention', 'Le territoire compte 84 512 habitants', 'Joinville-le-Pont', 'Ibrahim Cœur', 'Page 1 sur 2', 'Tableau 1', 'Figure 1']) expect(texte).toContain(mots);
  });

  test('il est balisé, en A4, avec son titre et son auteur', () => {
    const fiche = poppler('pdfinfo', ecrirePdfIci(unDocument()));
    expect(fiche).toMatch(/Tagged:\s+yes/);
    expect(fiche).toMatch(/Title:\s+Lettre d’intention/);
    expect(fiche).toMatch(/Author:\s+Association de préfiguration/);
    expect(fiche).toMatch(/A4/);
  });

  test('une longue table répète sa ligne d’en-tête et garde sa dernière ligne', () => {
    const lignes = Array.from({ length: 300 }, (_, i) => [String(10_000 + i), `Commune ${i}`, '1']);
    const pdf = ecrirePdfIci(unDocument({ blocs: [{ type: 'tableau', legende: 'Longue', entetes: ['Code', 'Commune', 'Habitants'], lignes }] }));
    const texte = poppler('pdftotext', pdf, '-layout');
    expect(texte).toContain('Commune 299');
    expect(texte.match(/Code\s+Commune\s+Habitants/g)?.length).toBeGreaterThan(3);
  });

  test('du code Typst, HTML ou LaTeX tapé par quelqu’un est imprimé tel quel', () => {
    const piege = '#panic("x") $x^2$ *gras* _it_ @ref <label> = titre #read("/etc/passwd") \\n </w:t> & "guillemets"';
    const texte = poppler('pdftotext', ecrirePdfIci(unDocument({ titre: piege, ...blocs(piege) })), '-raw').replace(/\s+/g, ' ');
    expect(texte.split('#read("/etc/passwd")')).toHaveLength(3);
    expect(texte).toContain('*gras* _it_ @ref <label> = titre');
  });

  test('un mot de 10 000 lettres reste dans la page, entier', () => {
    const nom = 'É'.repeat(10_000);
    const pdf = ecrirePdfIci(unDocument({ titre: nom, ...blocs(nom) }));
    const lettres = poppler('pdftotext', pdf, '-raw').match(/É/g)?.length ?? 0;
    expect(lettres).toBeGreaterThanOrEqual(20_000);
    const boites = [...poppler('pdftotext', pdf, '-bbox').matchAll(/<word[^>]*xMax="([\d.]+)"/g)].map((m) => Number(m[1]));
    expect(Math.max(...boites)).toBeLessThan(595);
  });
});

describe('ce que le PDF refuse ou supporte', () => {
  test('des caractères de commande et un demi-caractère ne l’arrêtent pas', () => {
    expect(ecrirePdfIci(unDocument({ titre: 'a\u0000b\u0007\ud800c' })).length).toBeGreaterThan(1000);
  });

  test('un dessin qui appelle un fichier ou une adresse est refusé', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><image href="/etc/passwd"/></svg>';
    expect(() => ecrirePdfIci(unDocument({ blocs: [{ type: 'image', svg, largeur: 10, hauteur: 10, alternative: 'x' }] }))).toThrow(/outside itself/);
  });

  test('une image sans texte de remplacement est refusée par la norme', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>';
    expect(() => ecrirePdfIci(unDocument({ blocs: [{ type: 'image', svg, largeur: 10, hauteur: 10, alternative: '' }] }))).toThrow(/Typst refused/);
  });

  test('un document vide s’écrit', () => expect(ecrirePdfIci(unDocument({ blocs: [], mentions: [] })).length).toBeGreaterThan(1000));
});
