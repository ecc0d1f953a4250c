import type { ContratSaisi } from '#modules/aci/model.ts';

const euros = (n: number): number => n * 100;
const livrable = (id: string, mission: 'acces' | 'parcours' | 'prevention' | 'qualite' | 'accompagnement', libelle: string, montant: number): NonNullable<ContratSaisi['indicateurs']>[number] => ({
  id, mission, annee: 5, libelle, regle: { type: 'atteint', montant: euros(montant) },
});
const depistage = (id: string, libelle: string, depart: number, seuils: readonly [number, number, number]): NonNullable<ContratSaisi['indicateurs']>[number] => ({
  id, mission: 'prevention', annee: 5, libelle, unite: '%', depart: { valeur: depart }, source: 'CPAM',
  regle: { type: 'paliers_valeur', paliers: [
    { nom: 'socle', seuil: seuils[0], montant: euros(1000) },
    { nom: 'intermédiaire', seuil: seuils[1], montant: euros(2500) },
    { nom: 'objectif', seuil: seuils[2], montant: euros(3500) },
  ] },
});

/**
 * A contract of size 3 in its fifth year, with the lines of a contract that was published (CPTS RoViRa, 2026); the values reached are
 * invented for the example.
 */
export const EXEMPLE: ContratSaisi = {
  nom: 'Contrat de taille 3, cinquième année (valeurs relevées inventées)',
  regime: 'ACI-AVENANT-2',
  taille: 3,
  signeLe: '2022-04-15',
  missions: [
    { mission: 'acces', debut: '2022-10-15' },
    { mission: 'parcours', debut: '2023-01-01' },
    { mission: 'prevention', debut: '2023-01-01' },
    { mission: 'crise', debut: '2022-10-15' },
    { mission: 'qualite', debut: '2023-04-15' },
    { mission: 'accompagnement', debut: '2023-04-15' },
  ],
  indicateurs: [
    { id: 'ald-sans-mt', mission: 'acces', annee: 5, action: 'Médecin traitant', libelle: 'Patients en ALD sans médecin traitant', sens: 'baisse', depart: { valeur: 219 }, source: 'CPAM',
      regle: { type: 'paliers_valeur', paliers: [{ seuil: 50, montant: euros(9000) }, { seuil: 100, montant: euros(6000) }, { seuil: 219, montant: euros(3000) }] } },
    { id: '16-ans-avec-mt', mission: 'acces', annee: 5, action: 'Médecin traitant', libelle: 'Patients de plus de 16 ans avec un médecin traitant', depart: { valeur: 66_111 }, source: 'CPAM', regle: { type: 'atteint', cible: 68_811, montant: euros(5000) } },
    { id: 'c2s-ald-sans-mt', mission: 'acces', annee: 5, action: 'Médecin traitant', libelle: 'Bénéficiaires de la C2S en ALD sans médecin traitant', sens: 'baisse', depart: { valeur: 16 }, source: 'CPAM', regle: { type: 'atteint', cible: 6, montant: euros(3000) } },
    { id: '70-ans-sans-mt', mission: 'acces', annee: 5, action: 'Médecin traitant', libelle: 'Plus de 70 ans sans médecin traitant', sens: 'baisse', depart: { valeur: 303 }, source: 'CPAM', regle: { type: 'atteint', cible: 203, montant: euros(5000) } },
    livrable('partenariat-cpam', 'acces', 'Partenariat avec la CPAM maintenu', 2000),
    livrable('recensement-medecins', 'acces', 'Médecins volontaires et patients supplémentaires recensés', 3000),
    { id: 'annuaire', mission: 'acces', annee: 5, action: 'Annuaire', libelle: 'Annuaire recensé, en ligne, diffusé', regle: { type: 'atteint', montant: euros(5000) },
      livrables: [{ id: 'recensement', libelle: 'Recensement' }, { id: 'version-en-ligne', libelle: 'Version en ligne' }, { id: 'diffusion', libelle: 'Diffusion' }] },
    livrable('sas', 'acces', 'Médecins du SAS, rendez-vous honorés ou non', 3000),
    ...[2000, 3000, 2000, 2000, 5000, 3000, 3000].map((m, i) => livrable(`diabete-${i + 1}`, 'parcours', `Diabète, livrable ${i + 1}`, m)),
    ...[5000, 2000, 4000, 3000].map((m, i) => livrable(`obesite-${i + 1}`, 'parcours', `Obésité, livrable ${i + 1}`, m)),
    ...[5000, 2000, 2000, 2000].map((m, i) => livrable(`poumon-${i + 1}`, 'parcours', `Cancer du poumon, livrable ${i + 1}`, m)),
    depistage('sein', 'Dépistage du cancer du sein', 66.26, [69.7, 72.4, 75]),
    depistage('col', 'Dépistage du cancer du col de l’utérus', 64.08, [66.7, 67.45, 68.2]),
    depistage('colorectal', 'Dépistage du cancer colorectal', 23.5, [25, 26.1, 27]),
    livrable('colorectal-convention', 'prevention', 'Dispositif colorectal de la CPAM, convention signée', 500),
    livrable('juin-vert', 'prevention', 'Juin Vert', 1000),
    ...[900, 900, 900, 900, 900, 500, 500].map((m, i) => livrable(`ecoles-${i + 1}`, 'prevention', `Programme scolaire, ligne ${i + 1}`, m)),
    ...['Réunions de concertation hors parcours', 'Soirée bien-être', 'Soirées thématiques'].map((l, i) => livrable(`qualite-${i + 1}`, 'qualite', l, 5000)),
    livrable('stagiaires', 'accompagnement', 'Accueil de stagiaires', 3500),
    livrable('congres', 'accompagnement', 'Congrès des internes', 3500),
    livrable('installation', 'accompagnement', 'Aide à l’installation', 3000),
  ],
  releves: [
    { indicateur: 'ald-sans-mt', le: '2027-03-31', valeur: 84 },
    { indicateur: '16-ans-avec-mt', le: '2027-03-31', valeur: 68_902 },
    { indicateur: 'c2s-ald-sans-mt', le: '2027-03-31', valeur: 6 },
    { indicateur: '70-ans-sans-mt', le: '2027-03-31', valeur: 231 },
    { indicateur: 'sein', le: '2027-03-31', valeur: 72.4 },
    { indicateur: 'col', le: '2027-03-31', valeur: 66.69 },
    { indicateur: 'colorectal', le: '2027-03-31', valeur: 27.3, preuve: false },
    { indicateur: 'juin-vert', le: '2026-06-30', valeur: true },
    { indicateur: 'partenariat-cpam', le: '2026-09-01', valeur: true },
  ],
  livrablesFournis: [
    { indicateur: 'annuaire', livrable: 'recensement', le: '2026-05-02' },
    { indicateur: 'annuaire', livrable: 'version-en-ligne', le: '2026-09-14' },
    { indicateur: 'annuaire', livrable: 'diffusion', le: '2026-11-03' },
  ],
  versements: [{ le: '2026-04-20', montant: 5_625_000, poste: 'fonctionnement', annee: 5, nature: 'avance' }],
  aujourdhui: '2027-04-20',
};
