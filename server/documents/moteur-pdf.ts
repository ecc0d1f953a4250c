import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bloc, type BlocTableau, type DocumentRedige, niveauxSuivis, precedeUneImage } from '#core/document.ts';
import { GABARIT } from './gabarit.ts';
import { polices } from './polices.ts';
import { disposer } from './tableaux.ts';
import { abrege, coupable, svgFerme, toutPropre } from './texte.ts';

let compilateur: NodeCompiler | undefined;

/** Started at the first document and kept: fonts are read once. It sees an empty folder, so a document can read no file. */
function typst(): NodeCompiler {
  if (compilateur) return compilateur;
  const vide = mkdtempSync(join(tmpdir(), 'maillage-typst-'));
  compilateur = NodeCompiler.create({ fontArgs: [{ fontBlobs: polices() }], workspace: vide });
  // The compiler keeps its name only: a folder that is gone holds no file either, and none is left behind.
  rmdirSync(vide);
  return compilateur;
}

const c = (texte: string | undefined): string | null => (texte === undefined ? null : coupable(texte));
const cs = (textes: readonly string[]): string[] => textes.map(coupable);

const tableauPourTypst = (b: BlocTableau) => ({
  type: b.type,
  legende: coupable(b.legende),
  entetes: cs(b.entetes),
  lignes: b.lignes.map((l) => b.entetes.map((_, i) => coupable(l[i] ?? ''))),
  alignements: b.alignements ?? [],
  total: b.total ? cs(b.total) : null,
  source: c(b.source),
  interligne: b.aSigner ? 9 : 4.6,
  ...disposer(b),
});

/** `solidaire`: a paragraph that stays with the picture it precedes. */
function blocPourTypst(b: Bloc, solidaire: boolean): unknown {
  switch (b.type) {
    case 'titre':
      return { ...b, texte: coupable(b.texte) };
    case 'paragraphe':
      return { ...b, texte: coupable(b.texte), solidaire };
    case 'note':
    case 'encadre':
      return { ...b, texte: coupable(b.texte) };
    case 'liste':
      return { ...b, elements: cs(b.elements) };
    case 'fiche':
      return { ...b, lignes: b.lignes.map((l) => ({ libelle: coupable(l.libelle), valeur: coupable(l.valeur) })) };
    case 'tableau':
      return tableauPourTypst(b);
    case 'image':
      return { ...b, svg: svgFerme(b.svg), legende: c(b.legende), source: c(b.source) };
    case 'signatures':
      return { ...b, lieuEtDate: coupable(b.lieuEtDate), signataires: b.signataires.map((s) => ({ nom: coupable(s.nom), qualite: coupable(s.qualite) })) };
  }
}

const pourTypst = (d: DocumentRedige) => ({
  titre: coupable(d.titre),
  sousTitre: c(d.sousTitre),
  auteur: abrege(d.auteur, 200),
  resume: abrege([d.sousTitre, d.date].filter(Boolean).join(', '), 300),
  entete: d.entete ? { emetteur: cs(d.entete.emetteur), destinataires: cs(d.entete.destinataires), lieuEtDate: coupable(d.entete.lieuEtDate), objet: coupable(d.entete.objet) } : null,
  pied: coupable(abrege(d.piedDePage ?? d.titre, 110)),
  mentions: cs(d.mentions),
  blocs: niveauxSuivis(d.blocs).map((b, i) => blocPourTypst(b, precedeUneImage(d.blocs, i))),
});

const estErreurTypst = (e: unknown): e is { code: unknown } => typeof e === 'object' && e !== null && 'code' in e;

/**
 * The document as PDF: PDF/UA-1 (tagged, in French, with bookmarks and alternative texts), text that can be selected.
 * The standard is enforced by Typst: a document that would break it throws, it is never written.
 */
export function ecrirePdfIci(document: DocumentRedige): Uint8Array {
  const moteur = typst();
  try {
    return moteur.pdf({ mainFileContent: GABARIT, inputs: { document: JSON.stringify(pourTypst(toutPropre(document))) } }, { pdfStandard: 'ua-1' });
  } catch (e) {
    throw new Error(`Typst refused the document: ${estErreurTypst(e) ? JSON.stringify(e.code) : String(e)}`, { cause: e });
  } finally {
    // What a document computed is not kept for the next: the memory of a long-lived process stays flat, for the same time.
    moteur.evictCache(0);
  }
}
