import { libelleMission } from '#core/mission.ts';
import { typographier as t } from '#core/texte.ts';
import { MISSIONS_SOCLES, type MissionSocle } from '../constants.ts';
import { sensMission, statutPorteur } from '../labels.ts';
import type { Champs, CleSection, DefinitionChamp } from '../model.ts';

const UN_PAR_LIGNE = 'Un par ligne.';

const champMission = (m: MissionSocle): DefinitionChamp => ({ cle: m, libelle: libelleMission[m], genre: 'lignes', aide: `${sensMission[m]} ${UN_PAR_LIGNE}` });

/** The facts asked in each section, in the order of the form. */
export const CHAMPS: Readonly<Record<CleSection, readonly DefinitionChamp[]>> = {
  porteur: [
    { cle: 'porteur_nom', libelle: 'Nom du porteur', genre: 'ligne', aide: 'L’association, ou à défaut le collectif de professionnels.' },
    { cle: 'statut', libelle: 'Forme juridique aujourd’hui', genre: 'choix', options: Object.entries(statutPorteur).map(([valeur, libelle]) => ({ valeur, libelle })) },
    { cle: 'representant', libelle: 'Personne qui représente le porteur', genre: 'ligne' },
    { cle: 'representant_qualite', libelle: 'Sa qualité', genre: 'ligne', aide: t('Par exemple : présidente, infirmière libérale.') },
    { cle: 'contact_nom', libelle: 'Personne à contacter', genre: 'ligne', aide: 'Si ce n’est pas la même.' },
    { cle: 'contact_courriel', libelle: 'Courriel', genre: 'courriel' },
    { cle: 'contact_telephone', libelle: 'Téléphone', genre: 'telephone' },
    { cle: 'adresse', libelle: 'Adresse postale', genre: 'lignes' },
  ],
  territoire: [{ cle: 'choix_du_perimetre', libelle: 'Pourquoi ce territoire', genre: 'lignes', aide: t('Habitudes de soins, trajets, coopérations qui existent déjà : deux ou trois phrases.') }],
  diagnostic: [{ cle: 'constats', libelle: 'Ce que vous constatez sur le terrain', genre: 'lignes', aide: `Les chiffres ne disent pas tout. ${UN_PAR_LIGNE}` }],
  acteurs: [
    { cle: 'associes', libelle: 'Déjà associés à la préparation', genre: 'lignes', aide: `Personnes, équipes, maisons de santé, établissements. ${UN_PAR_LIGNE}` },
    { cle: 'a_associer', libelle: 'À associer ensuite', genre: 'lignes', aide: UN_PAR_LIGNE },
  ],
  orientations: [
    ...MISSIONS_SOCLES.map(champMission),
    { cle: 'complementaires', libelle: 'Missions complémentaires', genre: 'lignes', aide: `Facultatives : qualité et pertinence des soins, accueil et installation des professionnels. ${UN_PAR_LIGNE}` },
  ],
  calendrier: [{ cle: 'depart', libelle: 'Date de la prise de contact', genre: 'jour', aide: 'Le jour où vous avez écrit ou téléphoné à l’ARS ou à l’Assurance Maladie. Par exemple : 12/03/2026' }],
  articulation: [
    { cle: 'cpts_voisines', libelle: 'CPTS voisines', genre: 'lignes', aide: t(`Et ce que vous avez convenu avec elles. S’il n’y en a pas, écrivez : aucune. ${UN_PAR_LIGNE}`) },
    { cle: 'cls', libelle: 'Contrats locaux de santé', genre: 'lignes', aide: t(`Les contrats entre les collectivités et l’ARS. S’il n’y en a pas, écrivez : aucun. ${UN_PAR_LIGNE}`) },
    { cle: 'prs', libelle: 'Projet régional de santé', genre: 'lignes', aide: `Les objectifs de la région auxquels vous contribuerez. ${UN_PAR_LIGNE}` },
  ],
  signatures: [
    { cle: 'lieu', libelle: 'Commune où la lettre est signée', genre: 'ligne' },
    { cle: 'destinataires', libelle: 'Destinataires', genre: 'lignes', aide: 'Laissez vide pour reprendre l’ARS et la caisse d’Assurance Maladie du territoire.' },
    { cle: 'signataires', libelle: 'Signataires', genre: 'lignes', aide: t('Un par ligne, par exemple : Maëlle Rivière, présidente.') },
  ],
};

export const libellesDesChamps = (cle: CleSection): Readonly<Record<string, string>> => Object.fromEntries(CHAMPS[cle].map((c) => [c.cle, c.libelle]));

/** Partners named by the texts and by the field. @source domaine/faits.md §1.7, repris dans docs/sources/projet.md */
const A_ASSOCIER = [
  'les établissements de santé du territoire et l’hospitalisation à domicile',
  'les établissements et services médico-sociaux, dont les EHPAD',
  'le dispositif d’appui à la coordination (DAC)',
  'le service d’accès aux soins (SAS)',
  'les communes, les intercommunalités et l’animation des contrats locaux de santé',
  'les unions régionales des professionnels de santé (URPS)',
  'les habitants et les associations d’usagers',
];

/** First orientations to be adapted, from actions seen in contracts. @source domaine/faits.md §3.1 */
const ORIENTATIONS: Readonly<Record<MissionSocle, readonly string[]>> = {
  acces: ['recenser les habitants sans médecin traitant et organiser leur orientation', 'organiser une réponse aux soins non programmés aux heures ouvrables'],
  parcours: ['choisir un premier parcours où les ruptures sont fréquentes', 'convenir d’une messagerie sécurisée et d’un annuaire communs'],
  prevention: ['choisir une action de prévention à partir du diagnostic', 'relayer ensemble les programmes nationaux de dépistage et de vaccination'],
  crise: ['désigner des référents et tenir à jour la liste des professionnels mobilisables', 'écrire le plan de réponse et le faire connaître'],
};

/** What the fields hold before anyone types. */
export function champsDeDepart(cle: CleSection): Champs {
  if (cle === 'acteurs') return { a_associer: A_ASSOCIER.join('\n') };
  if (cle === 'orientations') return Object.fromEntries(MISSIONS_SOCLES.map((m) => [m, ORIENTATIONS[m].join('\n')]));
  return {};
}

/** The lines of a field, blanks and bullets dropped. */
export const lignesDe = (valeur: string | undefined): readonly string[] =>
  (valeur ?? '')
    .split('\n')
    .map((l) => l.replace(/^\s*[-–—•*]\s+/, '').trim())
    .filter((l) => l !== '');
