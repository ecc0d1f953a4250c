import { accord, formaterDate } from '#core/texte.ts';
import { Jour } from '#core/jour.ts';
import { PAR_PAGE } from './constants.ts';
import { dirPoste, libelleObjet, montant } from './labels.ts';
import type { Colonnes, Mouvement } from './model-banque.ts';
import { type Attendu, proposer } from './moteur/rapprochement.ts';

type LotLu = { readonly id: string; readonly numero: number; readonly statut: 'preparee' | 'executee' | 'annulee'; readonly centimes: number; readonly personnes: number; readonly executionLe: string; readonly executeLe: string | null };
const ETATS = { preparee: 'à transmettre à la banque', executee: 'payé', annulee: 'annulé' } as const;

export type VuePaiements = {
  readonly base: string;
  readonly phrase: string;
  readonly monCompte: string;
  readonly compteCpts: string;
  readonly peutTenir: boolean;
  readonly pret: boolean;
  readonly sansCompte: readonly string[];
  readonly lots: readonly { readonly id: string; readonly nom: string; readonly statut: LotLu['statut']; readonly etat: string; readonly montant: string; readonly personnes: string; readonly jour: string }[];
  readonly interdit: boolean;
};

type Faits = { readonly base: string; readonly monCompte: string | undefined; readonly compteCpts: string | undefined; readonly peutTenir: boolean; readonly interdit: boolean; readonly aPayer: readonly { readonly nom: string; readonly centimes: number; readonly avecCompte: boolean }[]; readonly lots: readonly LotLu[] };
const dit = (fin: string | undefined): string => (fin === undefined ? '' : `se terminant par ${fin}`);

export function presenterPaiements(f: Faits): VuePaiements {
  const prets = f.aPayer.filter((t) => t.avecCompte);
  const du = prets.reduce((n, t) => n + t.centimes, 0);
  const phrase = f.peutTenir ? (du === 0 ? 'Rien n’est prêt à être payé.' : `${montant(du)} à payer à ${accord(new Set(prets.map((t) => t.nom)).size, 'personne')}.`) : f.monCompte ? `Vos indemnités arrivent sur le compte ${dit(f.monCompte)}.` : 'Donnez votre compte pour être payé : personne d’autre ne le lit en entier.';
  return {
    base: f.base, phrase, monCompte: dit(f.monCompte), compteCpts: dit(f.compteCpts), peutTenir: f.peutTenir, interdit: f.interdit, pret: du > 0,
    sansCompte: [...new Set(f.aPayer.filter((t) => !t.avecCompte).map((t) => t.nom))].toSorted((a, b) => a.localeCompare(b, 'fr')),
    lots: f.lots.map((l) => ({ id: l.id, nom: `Lot ${l.numero}`, statut: l.statut, etat: ETATS[l.statut], montant: montant(l.centimes), personnes: accord(l.personnes, 'personne'), jour: l.executeLe ? `payé le ${formaterDate(Jour.parse(l.executeLe))}` : `pour le ${formaterDate(Jour.parse(l.executionLe))}` })),
  };
}

export type LigneMouvement = { readonly id: string; readonly jour: string; readonly montant: string; readonly entre: boolean; readonly libelle: string; readonly contrepartie: string; readonly solde: string; readonly propositions: readonly { readonly objet: string; readonly id: string; readonly nom: string; readonly raison: string }[] };
export type VueBanque = {
  readonly base: string; readonly adresse: string; readonly etat: 'a_rapprocher' | 'rapproches'; readonly phrase: string; readonly lignes: readonly LigneMouvement[]; readonly page: { readonly numero: number; readonly taille: number; readonly total: number }; readonly attendent: number; readonly faits: number;
  readonly colonnes?: { readonly fichierId: string; readonly nom: string; readonly entetes: readonly string[]; readonly devinees: Colonnes; readonly apercu: readonly (readonly string[])[] }; readonly peutTenir: boolean; readonly interdit: boolean;
  /** The line whose form was refused: it comes back first, whatever page of the list holds it. */
  readonly aRevoir?: LigneMouvement;
};
type FaitsBanque = Omit<VueBanque, 'phrase' | 'lignes' | 'page' | 'interdit' | 'aRevoir'> & { readonly refuse?: Mouvement | undefined; readonly mouvements: readonly (Mouvement & { readonly nomObjet: string | null })[]; readonly attendus: readonly Attendu[]; readonly numero: number; readonly interdit?: boolean };

export function presenterBanque({ mouvements, attendus, numero, interdit, refuse, ...f }: FaitsBanque): VueBanque {
  const ligne = (m: Mouvement & { readonly nomObjet: string | null }): LigneMouvement => ({
    id: m.id, jour: formaterDate(m.jour), montant: montant(m.centimes), entre: m.centimes > 0, libelle: m.libelle, contrepartie: m.contrepartie,
    solde: m.objet === null ? '' : [m.nomObjet ?? libelleObjet[m.objet], ...(m.poste === null ? [] : [dirPoste(m.poste)])].join(', '),
    propositions: m.objet === null ? proposer(m, attendus).map((p) => ({ ...p, id: p.id ?? '' })) : [],
  });
  return {
    ...f, ...(refuse ? { aRevoir: ligne({ ...refuse, nomObjet: null }) } : {}), interdit: interdit ?? false, page: { numero, taille: PAR_PAGE, total: f.etat === 'a_rapprocher' ? f.attendent : f.faits },
    phrase: f.attendent + f.faits === 0 ? 'Aucun relevé n’est encore importé.' : f.attendent === 0 ? `Tout est rapproché : ${accord(f.faits, 'mouvement')}.` : `${accord(f.attendent, 'mouvement')} à rapprocher, ${accord(f.faits, 'rapproché')}.`,
    lignes: mouvements.map(ligne),
  };
}
