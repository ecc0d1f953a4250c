import { accord, formaterDate } from '#core/texte.ts';
import { libellePoste } from '#modules/aci/labels.ts';
import type { ContenuContrat } from '#modules/aci/model-dossier.ts';
import { lignesReprises } from '#modules/aci/moteur/reprises.ts';
import { libelleProposition, valeurEnClair } from './labels.ts';
import type { EtatDossier, LigneGardee } from './model.ts';

export type VueLignesSuivantes = {
  readonly cas: 'ouvert' | 'interdit' | 'sans_contrat' | 'derniere';
  readonly base: string;
  readonly annee: number;
  readonly version: number;
  readonly phrase: string;
  readonly choix: readonly { readonly valeur: string; readonly libelle: string; readonly detail: string }[];
  readonly cochees: readonly string[];
  readonly inscrites: readonly { readonly id: string; readonly libelle: string; readonly detail: string; readonly href: string }[];
};

const detailDe = (l: LigneGardee, e: EtatDossier): string => {
  const suite = e.redaction.lignes[l.id];
  const depart = typeof l.valeur === 'number' ? `Repart de ${valeurEnClair(l, l.valeur)}${l.valeurLe ? `, le ${formaterDate(l.valeurLe)}` : ''}.` : '';
  const propose = suite?.proposition ? `${libelleProposition[suite.proposition]}${suite.texte === '' ? '.' : ` : ${suite.texte}`}` : 'Rien n’est encore proposé.';
  return [propose, depart, `Objectif : ${l.objectif}`].filter(Boolean).join(' ');
};

/** What was proposed line by line, ready to become the lines of the next year. `contenu` is the contract as it is. */
export function presenterLignesSuivantes({ base, etat, contenu, version, duree }: { readonly base: string; readonly etat: EtatDossier; readonly contenu: ContenuContrat; readonly version: number; readonly duree: number }): VueLignesSuivantes {
  const n = etat.annee.numero;
  const reprises = lignesReprises(contenu.indicateurs, n);
  const lignes = etat.postes.flatMap((p) => p.lignes);
  const libres = lignes.filter((l) => !reprises.has(l.id));
  const cochees = libres.filter((l) => ['reconduire', 'renegocier'].includes(etat.redaction.lignes[l.id]?.proposition ?? '')).map((l) => l.id);
  const inscrites = contenu.indicateurs.filter((i) => i.annee === n + 1);
  return {
    cas: n >= duree ? 'derniere' : 'ouvert', base, annee: n, version, cochees,
    phrase: `${inscrites.length === 0 ? 'Aucune ligne n’est encore inscrite' : accord(inscrites.length, 'ligne inscrite', 'lignes inscrites')} pour l’année ${n + 1}. ${libres.length === 0 ? `Toutes celles de l’année ${n} y sont.` : `${accord(libres.length, 'ligne')} de l’année ${n} ${libres.length > 1 ? 'peuvent' : 'peut'} l’être${cochees.length > 0 ? `, dont ${cochees.length} que le dossier propose` : ''}.`}`,
    choix: libres.map((l) => ({ valeur: l.id, libelle: l.libelle, detail: `${libellePoste[l.mission]}. ${detailDe(l, etat)}` })),
    inscrites: inscrites.map((i) => ({ id: i.id, libelle: i.libelle, detail: `${libellePoste[i.mission]}${i.depart ? `, départ ${valeurEnClair({ unite: i.unite ?? null }, i.depart.valeur)}` : ''}`, href: `${base}/contrat/lignes/${encodeURIComponent(i.id)}/modifier` })),
  };
}

const FERMEE: Omit<VueLignesSuivantes, 'cas' | 'base'> = { annee: 1, version: 0, phrase: '', choix: [], cochees: [], inscrites: [] };
export const presenterLignesInterdites = (base: string, cas: 'interdit' | 'sans_contrat' = 'interdit'): VueLignesSuivantes => ({ ...FERMEE, cas, base });
