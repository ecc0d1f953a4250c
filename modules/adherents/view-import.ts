import { accord, formaterDate, formaterInstant } from '#core/texte.ts';
import { jourDans } from '#core/jour.ts';
import { champsDits, libelleColonne, phraseRejet } from './labels.ts';
import type { Categorie, ImportAdherents } from './model.ts';
import { type LigneLue, ROLES_DE_COLONNE } from './moteur/import.ts';
import { type Option, optionsCategories } from './view.ts';

export type VueImports = {
  readonly base: string;
  readonly interdit: boolean;
  readonly sansCategorie: boolean;
  readonly erreur?: string;
  readonly refus?: string;
  readonly anciens: readonly { readonly id: string; readonly fichier: string; readonly etat: string; readonly aRelire: boolean; readonly annulable: boolean; readonly prevenir: boolean }[];
};

const etatDe = (i: ImportAdherents, fuseau: string): string => {
  const crees = i.changements.filter((c) => c.avant === undefined).length;
  const fait = `${accord(crees, 'membre ajouté', 'membres ajoutés')}, ${accord(i.changements.length - crees, 'fiche complétée', 'fiches complétées')}`;
  switch (i.statut) {
    case 'deposee':
      return `Déposé le ${formaterInstant(i.deposeeLe, fuseau)}, à relire.`;
    case 'importee':
      return `Importé le ${i.importeeLe ? formaterInstant(i.importeeLe, fuseau) : ''} : ${fait}.${i.accesLe ? ' Accès envoyés.' : ''}`;
    case 'annulee':
      return `Importé, puis repris : ${fait}.`;
    case 'abandonnee':
      return 'Abandonné.';
  }
};

export const presenterImports = (f: { readonly base: string; readonly fuseau: string; readonly interdit: boolean; readonly imports: readonly ImportAdherents[]; readonly categories: readonly Categorie[]; readonly erreur?: string; readonly refus?: string }): VueImports => ({
  base: f.base, interdit: f.interdit, sansCategorie: !f.categories.some((c) => c.active), ...(f.erreur ? { erreur: f.erreur } : {}), ...(f.refus ? { refus: f.refus } : {}),
  anciens: f.imports.map((i) => ({ id: i.id, fichier: i.fichier, etat: etatDe(i, f.fuseau), aRelire: i.statut === 'deposee', annulable: i.statut === 'importee', prevenir: i.statut === 'importee' && i.accesLe === null && i.changements.some((c) => c.avant === undefined) })),
});

export type LigneApercu = { readonly ligne: number; readonly nom: string; readonly quoi: string; readonly detail: string };
export type VueImport = {
  readonly base: string;
  readonly id: string;
  readonly fichier: string;
  readonly phrase: string;
  readonly refus?: string;
  readonly dejaLe?: string;
  readonly colonnes: readonly { readonly titre: string; readonly exemples: readonly string[]; readonly role: string }[];
  readonly choix: readonly Option[];
  readonly categories: readonly Option[];
  readonly categorie: string;
  readonly depuis: string;
  readonly aEcrire: readonly LigneApercu[];
  readonly ecrites: number;
  readonly rejets: readonly LigneApercu[];
  readonly rejetees: number;
  readonly differences: readonly LigneApercu[];
};

const A_MONTRER = 30;
const detailDe = (l: Extract<LigneLue, { sort: 'creer' }>, libelle: (code: string | null) => string): string =>
  [libelle(l.fiche.profession) || (l.fiche.fonction ?? ''), l.fiche.communeNom ?? '', l.fiche.courriel ?? '', `membre depuis le ${formaterDate(l.fiche.membreDepuis)}`].filter(Boolean).join(', ');

function phraseDe(lignes: readonly LigneLue[]): string {
  const n = (sort: LigneLue['sort']): number => lignes.filter((l) => l.sort === sort).length;
  if (n('creer') + n('completer') === 0) return n('identique') > 0 ? `Rien à changer : ${accord(n('identique'), 'personne est déjà', 'personnes sont déjà')} au registre.` : 'Aucune ligne ne peut être reprise. Dites ce que contient chaque colonne.';
  const reste = [n('completer') > 0 ? accord(n('completer'), 'fiche à compléter', 'fiches à compléter') : '', n('identique') > 0 ? accord(n('identique'), 'déjà là', 'déjà là') : '', n('rejeter') > 0 ? accord(n('rejeter'), 'ligne laissée de côté', 'lignes laissées de côté') : ''].filter(Boolean);
  return `${accord(n('creer'), 'nouveau membre', 'nouveaux membres')}${reste.length > 0 ? `, ${reste.join(', ')}` : ''}. Rien n’est encore écrit.`;
}

const exemplesDe = (i: ImportAdherents, j: number): readonly string[] => [...new Set(i.lignes.slice(i.rang + 1).map((l) => String(l[j] ?? '').trim()).filter(Boolean))].slice(0, 3);

/** A file as it is read, before anything is written. */
export function presenterImport(i: ImportAdherents, f: { readonly base: string; readonly fuseau: string; readonly lues: readonly LigneLue[]; readonly categories: readonly Categorie[]; readonly titres: readonly string[]; readonly libelleProfession: (code: string) => string; readonly deja: ImportAdherents | undefined; readonly refus?: string }): VueImport {
  const libelle = (code: string | null): string => (code === null ? '' : f.libelleProfession(code));
  const aEcrire = f.lues.flatMap((l): LigneApercu[] => (l.sort === 'creer' ? [{ ligne: l.ligne, nom: l.fiche.nom, quoi: 'Nouveau membre', detail: detailDe(l, libelle) }] : l.sort === 'completer' ? [{ ligne: l.ligne, nom: l.connue.nom, quoi: 'À compléter', detail: champsDits(l.champs) }] : []));
  const rejets = f.lues.flatMap((l): LigneApercu[] => (l.sort === 'rejeter' ? [{ ligne: l.ligne, nom: l.nom, quoi: '', detail: phraseRejet(l.raison) }] : []));
  const differences = f.lues.flatMap((l): LigneApercu[] => ((l.sort === 'identique' || l.sort === 'completer') && l.garde.length > 0 ? [{ ligne: l.ligne, nom: l.connue.nom, quoi: '', detail: champsDits(l.garde) }] : []));
  return {
    base: f.base, id: i.id, fichier: i.fichier, phrase: phraseDe(f.lues), ...(f.refus ? { refus: f.refus } : {}), ...(f.deja?.importeeLe ? { dejaLe: formaterDate(jourDans(f.deja.importeeLe, f.fuseau)) } : {}),
    colonnes: i.colonnes.map((role, j) => ({ titre: f.titres[j] ?? `Colonne ${j + 1}`, exemples: exemplesDe(i, j), role })), choix: ROLES_DE_COLONNE.map((r) => ({ valeur: r, libelle: libelleColonne[r] })),
    categories: optionsCategories(f.categories), categorie: i.categorie ?? '', depuis: i.depuis.split('-').toReversed().join('/'),
    aEcrire: aEcrire.slice(0, A_MONTRER), ecrites: aEcrire.length, rejets: rejets.slice(0, 100), rejetees: rejets.length, differences: differences.slice(0, A_MONTRER),
  };
}
