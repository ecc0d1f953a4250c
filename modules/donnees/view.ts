import type { Jour } from '#core/jour.ts';
import { accord, formaterDate } from '#core/texte.ts';
import { detailGenre, libelleCanal, libelleGenre, libelleStatut, phrasesDePreuve } from './labels.ts';
import { type Demande, GenreDemande, type IdentiteGardee } from './model.ts';
import { echeanceDe } from './rules.ts';

export type Option = { readonly valeur: string; readonly libelle: string; readonly detail?: string };
export const OPTIONS_GENRE: readonly Option[] = GenreDemande.options.map((g) => ({ valeur: g, libelle: libelleGenre[g], detail: detailGenre[g] }));

export type LigneDemande = { readonly id: string; readonly href: string; readonly quoi: string; readonly qui: string; readonly recue: string; readonly echeance: Jour; readonly close: boolean; readonly etat: string };
export type VueDemandes = { readonly base: string; readonly phrase: string; readonly aujourdhui: Jour; readonly ouvertes: readonly LigneDemande[]; readonly closes: readonly LigneDemande[]; readonly adherents: readonly Option[]; readonly interdit: boolean };

const ligne = (d: Demande, base: string): LigneDemande => ({
  id: d.id, href: `${base}/donnees/demandes/${d.id}`, quoi: libelleGenre[d.genre], qui: d.nom, recue: `reçue le ${formaterDate(d.recueLe)} ${libelleCanal[d.canal] ?? ''}`, echeance: echeanceDe(d), close: d.closeLe !== null,
  etat: d.closeLe === null ? libelleStatut[d.statut] : `${libelleStatut[d.statut]} le ${formaterDate(d.closeLe)}`,
});

export function presenterDemandes(f: { readonly base: string; readonly aujourdhui: Jour; readonly demandes: readonly Demande[]; readonly adherents: readonly Option[]; readonly interdit: boolean }): VueDemandes {
  const [ouvertes, closes] = [f.demandes.filter((d) => d.closeLe === null), f.demandes.filter((d) => d.closeLe !== null)];
  const retard = ouvertes.filter((d) => echeanceDe(d) < f.aujourdhui).length;
  const phrase = ouvertes.length === 0 ? 'Aucune demande n’attend de réponse.' : `${accord(ouvertes.length, 'demande attend', 'demandes attendent')} une réponse${retard > 0 ? `, dont ${accord(retard, 'en retard', 'en retard')}` : ''}.`;
  return { base: f.base, phrase, aujourdhui: f.aujourdhui, ouvertes: ouvertes.map((d) => ligne(d, f.base)), closes: closes.map((d) => ligne(d, f.base)), adherents: f.adherents, interdit: f.interdit };
}

export type VueDemande = {
  readonly base: string; readonly id: string; readonly version: number; readonly titre: string; readonly phrase: string; readonly fiche: readonly { readonly cle: string; readonly valeur: string }[];
  readonly ouverte: boolean; readonly peutProlonger: boolean; readonly peutEffacer: boolean; readonly aRelire: number; /** More texts are still to be read than were counted. */ readonly auMoins: boolean; readonly preuve: readonly string[]; readonly empreinte: string; readonly identite: string;
};

function phraseDe(d: Demande, aujourdhui: Jour): string {
  const echeance = echeanceDe(d);
  if (d.closeLe !== null) return `${libelleStatut[d.statut]} le ${formaterDate(d.closeLe)}.`;
  return echeance < aujourdhui ? `En retard : la réponse était due le ${formaterDate(echeance)}.` : `La réponse est due le ${formaterDate(echeance)} au plus tard.`;
}

export function presenterDemande(d: Demande, f: { readonly base: string; readonly aujourdhui: Jour; readonly identite: IdentiteGardee | undefined; readonly aRelire?: number; readonly auMoins?: boolean }): VueDemande {
  const echeance = echeanceDe(d);
  const ouverte = d.closeLe === null;
  const fiche: readonly (readonly [string, string])[] = [['Qui', d.nom], ['Reçue', `le ${formaterDate(d.recueLe)}, ${libelleCanal[d.canal] ?? ''}`], ['Ce qui est demandé', d.detail], ['Prolongée', d.prolongeeLe ? `le ${formaterDate(d.prolongeeLe)} : ${d.motif ?? ''}` : ''], ['Réponse', d.reponse ?? ''], ['Close', d.closeLe ? `le ${formaterDate(d.closeLe)}` : '']];
  const empreinte = d.preuve?.['empreinte'];
  return {
    base: f.base, id: d.id, version: d.version, titre: `${libelleGenre[d.genre]} : ${d.nom}`, phrase: phraseDe(d, f.aujourdhui),
    fiche: fiche.flatMap(([cle, valeur]) => (valeur === '' ? [] : [{ cle, valeur }])), ouverte, peutProlonger: ouverte && d.prolongeeLe === null && f.aujourdhui <= echeance, peutEffacer: ouverte && d.genre === 'effacement' && (d.personneId !== null || d.adhesionId !== null), aRelire: f.aRelire ?? 0, auMoins: f.auMoins ?? false,
    preuve: d.preuve ? phrasesDePreuve(d.preuve) : [], empreinte: typeof empreinte === 'string' ? empreinte : '', identite: f.identite ? `${f.identite.nom} (${f.identite.motif}), jusqu’au ${formaterDate(f.identite.jusque)}` : '',
  };
}
