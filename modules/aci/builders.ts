import { Jour, plusMois } from '#core/jour.ts';
import { Contrat, type ContratSaisi } from './model.ts';
import { ContenuContrat, ContratId, type Dossier, ReleveId } from './model-dossier.ts';
import { type Calcul, calculerContrat } from './moteur/calculer.ts';

export const UN_JOUR = Jour.parse('2026-11-24');
type Ligne = NonNullable<ContratSaisi['indicateurs']>[number];

/** Invented lines, of every way of paying. */
export const desLignes = (annee = 1): Ligne[] => [
  { id: `ald-${annee}`, mission: 'acces', annee, libelle: 'Patients en ALD sans médecin traitant', sens: 'baisse', unite: 'patients', source: 'CPAM', depart: { valeur: 240, le: '2025-09-30' }, regle: { type: 'paliers_valeur', paliers: [{ nom: 'socle', seuil: 200, montant: 400_000 }, { nom: 'intermédiaire', seuil: 150, montant: 800_000 }, { nom: 'objectif', seuil: 100, montant: 1_500_000 }] } },
  { id: `creneaux-${annee}`, mission: 'acces', annee, libelle: 'Créneaux de soins non programmés offerts', unite: 'créneaux', regle: { type: 'compte', prixUnitaire: 1000, plafond: 1_200_000, aPartirDe: 100 } },
  { id: `annuaire-${annee}`, mission: 'acces', annee, libelle: 'Annuaire des ressources diffusé', regle: { type: 'atteint', montant: 800_000 }, livrables: [{ id: 'version', libelle: 'Version en ligne' }, { id: 'diffusion', libelle: 'Preuve de diffusion' }] },
  { id: `sein-${annee}`, mission: 'prevention', annee, libelle: 'Dépistage du cancer du sein', unite: '%', source: 'CPAM', depart: { valeur: 61.2, le: '2025-09-30' }, regle: { type: 'paliers_variation', mesure: 'absolue', paliers: [{ seuil: 2, montant: 350_000 }, { seuil: 4, montant: 875_000 }] } },
  { id: `grippe-${annee}`, mission: 'prevention', annee, libelle: 'Vaccination contre la grippe des 65 ans et plus', unite: '%', depart: { valeur: 54 }, regle: { type: 'lineaire', base: 54, cible: 60, plancher: 0.25, montant: 875_000 } },
  { id: `insuffisance-${annee}`, mission: 'parcours', annee, libelle: 'Parcours insuffisance cardiaque : patients inclus', unite: 'patients', regle: { type: 'atteint', cible: 40, montant: 4_500_000 } },
];

/** An invented contract of size 3, signed fourteen months ago, in its second year. */
export const unContrat = (avec: Partial<ContratSaisi> = {}): Contrat =>
  Contrat.parse({
    taille: 3, signeLe: '2025-09-15', regime: 'ACI-AVENANT-2',
    missions: [{ mission: 'acces', debut: '2025-12-01' }, { mission: 'parcours', debut: '2026-03-01' }, { mission: 'prevention', debut: '2026-02-01' }, { mission: 'crise', debut: '2026-01-15' }],
    indicateurs: [...desLignes(1), ...desLignes(2)],
    releves: [
      ...[231, 214, 205, 188].map((valeur, i) => ({ indicateur: 'ald-1', le: plusMois(Jour.parse('2025-12-31'), i * 2), valeur })),
      { indicateur: 'ald-2', le: '2026-10-31', valeur: 171 }, { indicateur: 'ald-2', le: '2026-11-15', valeur: 168 },
      { indicateur: 'creneaux-2', le: '2026-10-31', valeur: 410 }, { indicateur: 'sein-2', le: '2026-10-31', valeur: 63.4 }, { indicateur: 'annuaire-1', le: '2026-06-30', valeur: true },
    ],
    livrablesFournis: [{ indicateur: 'annuaire-1', livrable: 'version', le: '2026-05-02' }, { indicateur: 'annuaire-1', livrable: 'diffusion', le: '2026-06-20' }, { indicateur: 'annuaire-2', livrable: 'version', le: '2026-10-02' }],
    versements: [{ le: '2025-09-29', montant: 7_500_000, poste: 'fonctionnement', annee: 1, nature: 'avance', reference: 'VIR 0912' }],
    aujourdhui: UN_JOUR,
    ...avec,
  });

const uuid = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** The same, as it is kept. */
export function unDossier(contrat: Contrat = unContrat()): Dossier {
  const { releves, livrablesFournis, versements, aujourdhui: _jour, ...contenu } = contrat;
  return {
    id: ContratId.parse(uuid(1)), statut: 'signee', version: 4, contenu: ContenuContrat.parse(contenu),
    releves: releves.map((r, i) => ({ id: ReleveId.parse(uuid(100 + i)), indicateur: r.indicateur, le: r.le, valeur: r.valeur, origine: 'saisie', source: 'CPAM', formule: undefined, preuves: r.preuve ? 1 : 0, notePar: undefined })),
    livrables: livrablesFournis.map((l, i) => ({ id: uuid(500 + i), ...l, fichierId: undefined })),
    versements: versements.map((v, i) => ({ id: uuid(700 + i), le: v.le, montant: v.montant, poste: v.poste, annee: v.annee, nature: v.nature, reference: v.reference })),
  };
}

export function unCalcul(contrat: Contrat = unContrat()): Calcul {
  const issue = calculerContrat(contrat);
  if (!issue.ok) throw new Error(issue.refus.code);
  return issue.valeur;
}
