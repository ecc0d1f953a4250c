import { type ActionDuJour, type Horloge, parEcheance } from '#core/aujourdhui.ts';
import { ecartEnJours, type Jour, jourDans } from '#core/jour.ts';
import { accord, formaterInstant, formaterJour } from '#core/texte.ts';
import { libelleEvenement } from './labels.ts';
import { type DemandeHistorique, type Evenement, TAILLE_PAGE } from './model.ts';

export type LigneHistorique = { readonly rang: number; readonly quand: string; readonly qui: string; readonly quoi: string };

const ligne = (e: Evenement, fuseau: string): LigneHistorique => ({
  rang: e.rang,
  quand: formaterInstant(e.instant, fuseau),
  qui: e.qui ?? 'Maillage',
  quoi: libelleEvenement(e.evenement, e.details),
});

/** `aujourd’hui à 9 h 05`, `hier à 18 h 30`, then the day itself. */
function quandProche(instant: Date, aujourdhui: Jour, fuseau: string): string {
  const ecrit = formaterInstant(instant, fuseau);
  const mot = ['aujourd’hui', 'hier'][ecartEnJours(jourDans(instant, fuseau), aujourdhui)];
  return mot ? `${mot}${ecrit.slice(ecrit.indexOf(' à '))}` : `le ${ecrit}`;
}

export type VueHistorique = {
  readonly phrase: string;
  readonly lignes: readonly LigneHistorique[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly demande: DemandeHistorique;
  readonly adresse: string;
};

type FaitsHistorique = { readonly total: number; readonly evenements: readonly Evenement[]; readonly demande: DemandeHistorique; readonly adresse: string; readonly fuseau: string };

export const presenterHistorique = ({ total, evenements, demande, adresse, fuseau }: FaitsHistorique): VueHistorique => ({
  phrase: total === 0 ? 'Rien n’a encore été changé ici.' : `${accord(total, 'changement')}${demande.q ? ' sur ce sujet' : ' depuis le début'} : qui, quand, quoi.`,
  lignes: evenements.map((e) => ligne(e, fuseau)),
  page: { numero: demande.page, taille: TAILLE_PAGE, total },
  demande,
  adresse,
});

export type VueAccueil = {
  readonly titre: string;
  readonly phrase: string;
  readonly aujourdhui: Jour;
  readonly choses: readonly ActionDuJour[];
  /** What waits behind the first ones. */
  readonly autres: readonly ActionDuJour[];
  readonly horloges: readonly Horloge[];
  /** Absent for who may not read the journal. */
  readonly recents: readonly LigneHistorique[] | undefined;
  readonly base: string;
};

type FaitsAccueil = {
  readonly nom: string;
  readonly choses: readonly ActionDuJour[];
  readonly horloges: readonly Horloge[];
  readonly recents: readonly Evenement[] | undefined;
  readonly aujourdhui: Jour;
  readonly fuseau: string;
  readonly base: string;
};

const LIGNES = 5;

/** The home of the person who reads: what waits for them first, then what runs, then what changed. */
export function presenterAccueil(f: FaitsAccueil): VueAccueil {
  const choses = f.choses.toSorted(parEcheance);
  const enRetard = choses.filter((c) => c.echeance !== undefined && c.echeance < f.aujourdhui).length;
  const attendues = `${accord(choses.length, 'chose')} ${choses.length >= 2 ? 'vous attendent' : 'vous attend'}`;
  return {
    titre: `Bonjour ${f.nom.split(' ')[0] ?? ''}`.trim(),
    phrase: choses.length === 0 ? `Nous sommes ${formaterJour(f.aujourdhui)}. Rien ne vous attend aujourd’hui.` : `Nous sommes ${formaterJour(f.aujourdhui)}. ${attendues}${enRetard > 0 ? `, dont ${accord(enRetard, 'en retard', 'en retard')}` : ''}.`,
    aujourdhui: f.aujourdhui,
    choses: choses.slice(0, LIGNES),
    autres: choses.slice(LIGNES),
    horloges: f.horloges.toSorted(parEcheance),
    recents: f.recents?.slice(0, LIGNES).map((e) => ({ ...ligne(e, f.fuseau), quand: quandProche(e.instant, f.aujourdhui, f.fuseau) })),
    base: f.base,
  };
}
