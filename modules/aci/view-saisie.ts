import type { Mission } from '#core/mission.ts';
import { phraseRegle } from './labels.ts';
import type { Indicateur } from './model.ts';
import type { Dossier } from './model-dossier.ts';
import { presenterPaie, type VuePaie } from './view-paie.ts';

export type VueSaisieLigne = {
  readonly interdit: boolean;
  readonly titre: string;
  readonly adresse: string;
  readonly version: number;
  readonly missions: readonly Mission[];
  readonly reportables: readonly { readonly valeur: string; readonly libelle: string }[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly deplie: boolean;
  readonly retirer: string | undefined;
  readonly paie?: VuePaie | undefined;
  /** The answer to a line tried that has nothing to draw. */
  readonly reponse?: string | undefined;
  readonly refus?: string;
};

const nombre = (n: number | undefined): string => (n === undefined ? '' : String(n).replace('.', ','));
const euros = (c: number | undefined): string => (c === undefined ? '' : (c / 100).toFixed(2).replace('.', ','));

function valeursDeRegle(i: Indicateur): Record<string, string> {
  const r = i.regle;
  switch (r?.type) {
    case undefined:
      return { type: 'sans_montant' };
    case 'atteint':
      return { type: r.type, montant: euros(r.montant), cible: nombre(r.cible) };
    case 'compte':
      return { type: r.type, montant: euros(r.plafond), prix: euros(r.prixUnitaire), base: nombre(r.aPartirDe) };
    case 'lineaire':
      return { type: r.type, montant: euros(r.montant), cible: nombre(r.cible), base: nombre(r.base), plancher: nombre(r.plancher * 100) };
    case 'paliers_valeur':
    case 'paliers_variation':
      return { type: r.type, mesure: r.type === 'paliers_variation' ? r.mesure : 'absolue', ...Object.fromEntries(r.paliers.slice(0, 4).flatMap((p, k) => [[`seuil${k + 1}`, nombre(p.seuil)], [`montant${k + 1}`, euros(p.montant)], [`nom${k + 1}`, p.nom ?? '']])) };
  }
}

const valeursDe = (i: Indicateur): Record<string, string> => ({
  mission: i.mission, annee: String(i.annee), libelle: i.libelle, action: i.action ?? '', unite: i.unite ?? '', source: i.source ?? '', sens: i.sens, mesure: 'absolue',
  depart: nombre(i.depart?.valeur), departLe: i.depart?.le ?? '', livrables: i.livrables.map((l) => l.libelle).join('\n'), reporteDe: i.reporteDe ?? '', ...valeursDeRegle(i),
});

type Faits = { readonly base: string; readonly dossier: Dossier; readonly anneeEnCours: number; readonly i?: Indicateur | undefined; readonly essai?: { readonly ligne: Indicateur; readonly valeur: number | undefined } | undefined; readonly refus?: string };

export function presenterSaisieLigne({ base, dossier, anneeEnCours, i, essai, refus }: Faits): VueSaisieLigne {
  const { contenu, version } = dossier;
  const adresse = i ? `${base}/contrat/lignes/${encodeURIComponent(i.id)}/modifier` : `${base}/contrat/lignes/nouvelle`;
  return {
    interdit: false, titre: i ? `Modifier : ${i.libelle}` : 'Ajouter une ligne au contrat', adresse, version,
    missions: [...new Set(contenu.missions.map((m) => m.mission))],
    reportables: contenu.indicateurs.filter((x) => x.id !== i?.id).map((x) => ({ valeur: x.id, libelle: `Année ${x.annee} : ${x.libelle}` })),
    valeurs: i ? valeursDe(i) : { annee: String(anneeEnCours), sens: 'hausse', mesure: 'absolue', type: 'atteint' },
    deplie: [i, essai?.ligne].some((x) => x?.regle !== undefined && x.regle.type !== 'atteint'),
    reponse: essai && phraseRegle(essai.ligne.regle, essai.ligne.sens),
    paie: essai ? presenterPaie(essai.ligne, { essai: essai.valeur }) : i && presenterPaie(i, {}),
    retirer: i && `${base}/contrat/lignes/${encodeURIComponent(i.id)}/retrait`,
    ...(refus !== undefined && { refus }),
  };
}

export const presenterSaisieInterdite = (base: string): VueSaisieLigne => ({ interdit: true, titre: '', adresse: `${base}/contrat/lignes/nouvelle`, version: 0, missions: [], reportables: [], valeurs: {}, deplie: false, retirer: undefined });
