import { Jour } from '#core/jour.ts';
import type { Provenance } from '#core/provenance.ts';
import { type CleSection, type Champs, type CommuneDuTerritoire, type FaitsDiagnostic, type FaitsLettre, type FaitsTerritoire, type Lettre, type Section, type Version, VersionId } from './model.ts';
import { preremplir } from './rules.ts';

export const UN_JOUR = Jour.parse('2026-11-24');

const fictive = (origine: string, millesime: string): Provenance => ({ origine, millesime, nature: 'fictive' });

/** Invented communes: nobody may mistake the gallery for a real territory. */
export const desCommunes = (n = 12): readonly CommuneDuTerritoire[] =>
  Array.from({ length: n }, (_, i) => ({
    code: `99${String(i + 1).padStart(3, '0')}`,
    nom: ['Évreuil-sur-Loutre', 'Sainte-Maëlle', 'Bois-l’Abbé', 'Le Clos-aux-Moines', 'Villecœur', 'Grandval', 'L’Haÿ-le-Petit', 'Pont-d’Ouvre', 'Arcy', 'Montjoie', 'La Fauvette', 'Ruelle-Basse'][i % 12] + (i >= 12 ? ` ${Math.floor(i / 12) + 1}` : ''),
    departement: 'Val-d’Ouvre',
    groupement: i % 3 === 2 ? 'CC du Haut-Ouvre' : 'CA Ouvre et Loutre',
    population: 21_400 - ((i * 1_730) % 20_500),
  }));

export function unDiagnostic(communes: readonly CommuneDuTerritoire[]): FaitsDiagnostic {
  const partout = (f: (i: number) => number) => communes.map((c, i) => ({ code: c.code, valeur: f(i) }));
  return {
    part75Ans: { provenance: fictive('INSEE, recensement', '2020'), valeurs: partout((i) => 0.07 + (i % 6) * 0.011) },
    tauxPauvrete: { provenance: fictive('INSEE, Filosofi', '2018'), valeurs: partout((i) => 0.09 + (i % 5) * 0.03).slice(0, Math.ceil(communes.length / 2)) },
    aplGeneralistes: { provenance: fictive('DREES, APL aux médecins généralistes', '2023'), valeurs: partout((i) => 1.9 + (i % 7) * 0.35) },
    zonage: { provenance: fictive('ARS, zonage médecins', 'situation 2025'), valeurs: communes.map((c, i) => ({ code: c.code, zone: i % 3 === 0 ? 'ZIP' : 'ZAC' })) },
  };
}

export function unTerritoire(avec: Partial<FaitsTerritoire> = {}): FaitsTerritoire {
  const communes = avec.communes ?? desCommunes();
  const total = communes.reduce((s, c) => s + (c.population ?? 0), 0);
  return {
    communes,
    population: { valeur: total, provenance: fictive('INSEE, populations municipales', '2023') },
    taille: { numero: 3, libelle: 'de 80 000 à 175 000 habitants', texte: 'ACI CPTS du 20 juin 2019' },
    departements: ['Val-d’Ouvre'],
    regions: ['Île-de-Loutre'],
    groupements: [
      { nom: 'CA Ouvre et Loutre', communes: Math.ceil((communes.length * 2) / 3), entier: false },
      { nom: 'CC du Haut-Ouvre', communes: Math.floor(communes.length / 3), entier: true },
    ],
    autresCpts: [],
    avertissements: [],
    diagnostic: unDiagnostic(communes),
    ...avec,
  };
}

export const desFaits = (avec: Partial<FaitsLettre> = {}): FaitsLettre => ({ nom: 'CPTS des Trois Rivières', demo: false, territoire: unTerritoire(), ...avec });

/** The facts before any commune was chosen. */
export const desFaitsSansTerritoire = (): FaitsLettre => ({ nom: 'CPTS des Trois Rivières', demo: false });

/** All the fields an accomplished letter has. */
export const DES_CHAMPS: Readonly<Record<CleSection, Champs>> = {
  porteur: {
    porteur_nom: 'Association de préfiguration des Trois Rivières',
    statut: 'prefiguration',
    representant: 'Maëlle Rivière',
    representant_qualite: 'présidente, infirmière libérale',
    contact_nom: 'Ibrahim Cœur, coordinateur',
    contact_courriel: 'contact@trois-rivieres.exemple',
    contact_telephone: '01 99 00 12 34',
    adresse: '12 rue des Écoles\n99001 Évreuil-sur-Loutre',
  },
  territoire: { choix_du_perimetre: 'Les habitants de ces communes vont chez les mêmes spécialistes et au même hôpital. Les équipes de soins travaillent déjà ensemble depuis 2021.' },
  diagnostic: { constats: 'Deux cabinets de médecine générale ont fermé depuis 2023.\nLes infirmières prennent en charge des retours d’hôpital sans courrier de sortie.' },
  acteurs: { associes: 'Maëlle Rivière, infirmière libérale\nla maison de santé du Clos\nla pharmacie de la Loutre', a_associer: 'le centre hospitalier d’Évreuil\nla commune de Grandval\nles habitants' },
  orientations: { acces: 'ouvrir un guichet unique pour les habitants sans médecin traitant', parcours: 'mieux préparer les sorties d’hôpital', prevention: 'organiser une journée de dépistage du diabète', crise: 'écrire le plan de réponse avec les communes', complementaires: 'accueillir les étudiants en stage' },
  calendrier: { depart: '2026-11-12' },
  articulation: { cpts_voisines: 'CPTS du Haut-Val : les communes limitrophes ont été réparties en octobre', cls: 'contrat local de santé d’Ouvre et Loutre', prs: 'repérer plus tôt la perte d’autonomie' },
  signatures: { lieu: 'Évreuil-sur-Loutre', signataires: 'Maëlle Rivière, présidente\nIbrahim Cœur, médecin généraliste' },
};

export const uneSection = (avec: Partial<Section> = {}): Section => ({ cle: 'porteur', version: 1, champs: {}, texte: null, proposition: '', ...avec });

/** A letter whose every field is filled and whose texts are the proposed ones. */
export function uneLettre(faits: FaitsLettre = desFaits(), avec: Partial<Lettre> = {}): Lettre {
  const vierge = preremplir(faits, UN_JOUR);
  return { ...vierge, commencee: true, sections: vierge.sections.map((s) => ({ ...s, version: 1, champs: DES_CHAMPS[s.cle] })), ...avec };
}

export const uneVersion = (avec: Partial<Version> = {}): Version => ({
  id: VersionId.parse('0198f000-0000-7000-8000-0000000000a1'),
  numero: 1,
  motif: 'redaction',
  champs: {},
  texte: 'Un premier texte.',
  proposition: 'Le texte proposé.',
  auteur: 'Camille Essai',
  le: new Date('2026-11-23T09:00:00Z'),
  ...avec,
});

