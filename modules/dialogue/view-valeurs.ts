import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { accord, formaterDate, formaterInstant, formaterNombre } from '#core/texte.ts';
import { valeurEnClair } from './labels.ts';
import { libelleFormule, phraseRejet } from './labels-valeurs.ts';
import type { EtatDossier, LigneGardee } from './model.ts';
import { type Contenu, Formule, type ImportReleves, type StatutImport, type ValeurComptee } from './model-valeurs.ts';
import { type Ligne, type RangeeLue, titresDuContenu } from './moteur/import-releves.ts';

type Option = { readonly valeur: string; readonly libelle: string };

export type VueValeurs = {
  readonly cas: 'ouverte' | 'interdite';
  readonly base: string;
  readonly annee: number;
  readonly phrase: string;
  readonly aujourdhui: Jour;
  readonly lignes: readonly { readonly id: string; readonly libelle: string; readonly mission: string; readonly href: string; readonly valeur: string; readonly manque: boolean }[];
  readonly comptees: readonly { readonly id: string; readonly libelle: string; readonly quoi: string; readonly valeur: number; readonly enClair: string; readonly deja: boolean }[];
  readonly aCompter: readonly Option[];
  readonly formules: readonly Option[];
  readonly imports: readonly { readonly id: string; readonly titre: string; readonly detail: string; readonly href: string | undefined }[];
  readonly refus?: string;
};

const STATUTS: Record<StatutImport, string> = { deposee: 'à relire', importee: 'importé', abandonnee: 'abandonné' };
const lignesDe = (e: EtatDossier): readonly LigneGardee[] => e.postes.flatMap((p) => p.lignes);

type Faits = { readonly base: string; readonly etat: EtatDossier; readonly comptees: readonly ValeurComptee[]; readonly imports: readonly ImportReleves[]; readonly aujourdhui: Jour; readonly fuseau: string; readonly profession: (code: string) => string; readonly refus?: string };

export function presenterValeurs(f: Faits): VueValeurs {
  const lignes = lignesDe(f.etat);
  const sans = lignes.filter((l) => l.valeur === null).length;
  const parId = new Map(lignes.map((l) => [l.id, l]));
  return {
    cas: 'ouverte', base: f.base, annee: f.etat.annee.numero, aujourdhui: f.aujourdhui,
    phrase: lignes.length === 0 ? 'Le contrat n’a pas encore de ligne pour cette année.' : sans === 0 ? `Les ${lignes.length} lignes de l’année ${f.etat.annee.numero} ont une valeur.` : `${accord(sans, 'ligne attend', 'lignes attendent')} encore une valeur, sur ${lignes.length}.`,
    lignes: lignes.map((l) => ({ id: l.id, libelle: l.libelle, mission: libelleMission[l.mission], href: `${f.base}/contrat/lignes/${encodeURIComponent(l.id)}`, valeur: l.valeur === null ? 'sans valeur' : `${valeurEnClair(l, l.valeur)}${l.valeurLe ? `, le ${formaterDate(l.valeurLe)}` : ''}`, manque: l.valeur === null })),
    comptees: f.comptees.flatMap((c) => { const l = parId.get(c.indicateur); return l ? [{ id: c.indicateur, libelle: l.libelle, valeur: c.valeur, enClair: valeurEnClair(l, c.valeur), quoi: `${libelleFormule[c.formule]}${c.parametre === '' ? '' : ` : ${f.profession(c.parametre)}`}, du ${formaterDate(c.debut)} au ${formaterDate(c.fin)}`, deja: l.valeur === c.valeur && l.origine === 'calculee' && l.valeurLe === f.aujourdhui }] : []; }),
    aCompter: lignes.filter((l) => typeof l.valeur !== 'boolean').map((l) => ({ valeur: l.id, libelle: l.libelle })),
    formules: Formule.options.map((valeur) => ({ valeur, libelle: libelleFormule[valeur] })),
    imports: f.imports.map((i) => ({ id: i.id, titre: i.fichier, detail: [STATUTS[i.statut], `valeurs du ${formaterDate(i.le)}`, i.source, ...(i.valeurs === null ? [] : [accord(i.valeurs, 'valeur notée', 'valeurs notées')]), `déposé le ${formaterInstant(i.deposeLe, f.fuseau)}${i.deposePar ? ` par ${i.deposePar}` : ''}`].join(', '), href: i.statut === 'deposee' ? `${f.base}/dialogue/valeurs/${i.id}` : undefined })),
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}
export const presenterValeursInterdites = (base: string, aujourdhui: Jour): VueValeurs => ({ cas: 'interdite', base, aujourdhui, annee: 1, phrase: '', lignes: [], comptees: [], aCompter: [], formules: [], imports: [] });

/** A file read over before it is imported. */
export type VueImport = {
  readonly cas: 'ouvert' | 'inconnu';
  readonly base: string;
  readonly id: string;
  readonly phrase: string;
  readonly titre: string;
  readonly colonnes: { readonly libelle: string; readonly valeur: string };
  readonly titres: readonly Option[];
  readonly rangees: readonly { readonly rang: number; readonly nom: string; readonly lu: string; readonly souci: boolean; readonly ligne: string }[];
  readonly lignes: readonly Option[];
  readonly refus?: string;
};

type FaitsImport = { readonly base: string; readonly i: ImportReleves; readonly contenu: Contenu; readonly colonnes: { readonly libelle: number; readonly valeur: number }; readonly rangees: readonly RangeeLue[]; readonly lignes: readonly Ligne[]; readonly retenue: boolean; readonly refus?: string };

const lu = (r: RangeeLue): string => (r.valeur === undefined ? `${r.brut === '' ? '' : `« ${r.brut} », `}${r.rejet ? phraseRejet(r.rejet) : ''}` : `${formaterNombre(r.valeur, 6)}${r.enPart ? ', lue comme une part' : ''}`);

export function presenterImport(f: FaitsImport): VueImport {
  const choisies = f.rangees.filter((r) => r.ligne !== '').length;
  return {
    cas: 'ouvert', base: f.base, id: f.i.id, titre: f.i.fichier,
    phrase: `${f.retenue ? 'Un fichier aux mêmes titres a déjà été lu : ses choix sont repris.' : 'Dites à quelle ligne du contrat répond chaque ligne du fichier : ce sera retenu.'} ${accord(choisies, 'ligne reconnue', 'lignes reconnues')} sur ${f.rangees.length}. Valeurs du ${formaterDate(f.i.le)}, ${f.i.source}.`,
    colonnes: { libelle: String(f.colonnes.libelle), valeur: String(f.colonnes.valeur) },
    titres: titresDuContenu(f.contenu).map((t, j) => ({ valeur: String(j), libelle: t === '' ? `Colonne ${j + 1}` : t })),
    rangees: f.rangees.map((r) => ({ rang: r.rang, nom: r.nom, lu: lu(r), souci: r.valeur === undefined, ligne: r.ligne })),
    lignes: f.lignes.map((l) => ({ valeur: l.id, libelle: l.libelle })),
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}
export const presenterImportInconnu = (base: string): VueImport => ({ cas: 'inconnu', base, id: '', titre: '', phrase: '', colonnes: { libelle: '0', valeur: '1' }, titres: [], rangees: [], lignes: [] });
