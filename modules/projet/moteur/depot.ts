import type { Bloc, DocumentRedige } from '#core/document.ts';
import type { Paragraphe } from '../model-parcours.ts';

const texte = (t: string): Paragraphe => ({ titre: false, texte: t });

function paragraphesDuBloc(b: Bloc): readonly Paragraphe[] {
  switch (b.type) {
    case 'titre':
      return [{ titre: true, texte: b.texte }];
    case 'paragraphe':
    case 'encadre':
    case 'note':
      return [texte(b.texte)];
    case 'liste':
      return b.elements.map((e) => texte(`– ${e}`));
    case 'fiche':
      return b.lignes.map((l) => texte(`${l.libelle}\u00a0: ${l.valeur}`));
    case 'tableau':
      return [texte(`[Tableau] ${b.legende}\u00a0: ${b.lignes.length}\u00a0lignes`)];
    case 'image':
      return [texte(`[Image] ${b.legende ?? b.alternative}`)];
    case 'signatures':
      return [texte(`[Signatures] ${b.signataires.map((s) => s.nom).join(', ')}`)];
  }
}

/** What may be remarked upon in a document written here, in its order. Tables and drawings are one entry each: they are read in the PDF. */
export const paragraphesDe = (d: DocumentRedige): readonly Paragraphe[] => d.blocs.flatMap(paragraphesDuBloc).filter((p) => p.texte.trim() !== '');

/** A file from elsewhere is remarked upon as a whole. */
export const documentEntier = (nom: string): readonly Paragraphe[] => [texte(nom)];
