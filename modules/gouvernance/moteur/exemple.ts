import type { ScrutinEcrit } from './scrutin.ts';

const presents = ['m01', 'm02', 'm03', 'm04', 'm07', 'm08'];

/** A worked assembly: two colleges of unlike weights, a proxy admitted, one too many set aside, a blank ballot. Invented people. */
export const exemple: ScrutinEcrit = {
  statuts: {
    colleges: [
      { code: 'liberaux', nom: 'Professionnels libéraux', poids: '60 %' },
      { code: 'partenaires', nom: 'Partenaires', poids: '40 %' },
    ],
    instances: [
      {
        code: 'ag_ordinaire',
        nom: 'Assemblée générale ordinaire',
        voix: { mode: 'college_partagee', entre: 'exprimes' },
        quorum: { part: '1/2', sens: 'au_moins', base: 'membres', representes: true },
        secondeConvocation: { quorum: 'aucun' },
        procurations: { maximum: 1, memeCollege: true, auDela: 'premieres' },
        majorites: { ordinaire: { type: 'absolue', base: 'exprimes' }, modification_statuts: { type: 'qualifiee', part: '2/3', sens: 'au_moins', base: 'exprimes' } },
        blancs: 'non_exprimes',
        egalite: 'voix_preponderante',
        secret: { resolutions: 'sur_demande', elections: 'toujours' },
        election: { tours: 2, premierTour: { majorite: 'absolue', base: 'exprimes' }, secondTour: { majorite: 'relative', candidats: 'restants' }, nomsParBulletin: 'sieges', egalite: ['benjamin', 'sort'] },
      },
    ],
  },
  instance: 'ag_ordinaire',
  seance: { convocation: 1, presidence: 'm01' },
  membres: [
    { id: 'm01', nom: 'Anselme Exemple', college: 'liberaux' },
    { id: 'm02', nom: 'Prune Supposée', college: 'liberaux' },
    { id: 'm03', nom: 'Octave Factice', college: 'liberaux' },
    { id: 'm04', nom: 'Lison Prétexte', college: 'liberaux' },
    { id: 'm05', nom: 'Basile Inventé', college: 'liberaux' },
    { id: 'm06', nom: 'Garance Hypothèse', college: 'liberaux' },
    { id: 'm07', nom: 'Maison de santé du Moulin', college: 'partenaires' },
    { id: 'm08', nom: 'Centre hospitalier d’Exemple', college: 'partenaires' },
    { id: 'm09', nom: 'Commune d’Exemple', college: 'partenaires' },
    { id: 'm10', nom: 'Cotisation en retard', college: 'liberaux', droitDeVote: false },
  ],
  presences: presents,
  procurations: [
    { de: 'm05', a: 'm02', recueLe: '2026-11-20' },
    { de: 'm06', a: 'm02', recueLe: '2026-11-21' },
    { de: 'm09', a: 'm01', recueLe: '2026-11-19' },
  ],
  vote: {
    type: 'resolution',
    intitule: 'Approuver le budget',
    decision: 'ordinaire',
    bulletins: [
      { membre: 'm01', choix: 'pour' },
      { membre: 'm02', choix: 'pour' },
      { membre: 'm03', choix: 'contre' },
      { membre: 'm04', choix: 'blanc' },
      { membre: 'm07', choix: 'pour' },
      { membre: 'm08', choix: 'contre' },
    ],
  },
};
