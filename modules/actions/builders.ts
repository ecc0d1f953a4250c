import { Jour } from '#core/jour.ts';
import { ContenuFiche, type Fiche, FicheId, type LigneConnue } from './model.ts';
import { type Preuve, PreuveId } from './model-preuves.ts';

export const UN_JOUR = Jour.parse('2026-11-24');
const uuid = (n: number): string => `0198f700-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const unContenu = (avec: Partial<ContenuFiche> = {}): ContenuFiche => ContenuFiche.parse({
  titre: 'Journée de vaccination', mission: 'prevention', objectif: 'Vacciner 200 personnes de plus de 65 ans avant la fin mars.', contexte: 'La couverture est de six points sous celle du département.', population: 'Personnes de plus de 65 ans', description: 'Deux créneaux, le matin et l’après-midi.', outils: '', risques: 'Peu de médecins disponibles l’après-midi.', evaluation: 'Nombre de personnes vaccinées.',
  piloteId: null, professions: ['Infirmier', 'Pharmacien'], partenaires: ['Mairie'], preuvesAttendues: ['Feuille d’émargement', 'Bilan de la journée'], debut: '2026-10-01', fin: '2027-03-31',
  jalons: [{ le: '2027-03-06', texte: 'La journée' }],
  taches: [{ id: 't1', texte: 'Réserver la salle', echeance: '2026-11-20', qui: 'Prune Supposée', faite: false }, { id: 't2', texte: 'Commander les vaccins', echeance: '2027-01-15', qui: '', faite: true }],
  budget: [{ id: 'd1', nature: 'indemnites', libelle: 'Vacations', montant: 240_000, parts: [{ financeur: 'aci', montant: 200_000 }] }, { id: 'd2', nature: 'achats', libelle: 'Affiches', montant: 35_000, parts: [{ financeur: 'fir', montant: 35_000 }] }],
  indicateurs: ['grippe-2'],
  ...avec,
});

export const uneFiche = (avec: Partial<Fiche> = {}, contenu: Partial<ContenuFiche> = {}): Fiche => ({ id: FicheId.parse(uuid(1)), statut: 'engagee', version: 3, contenu: unContenu(contenu), piloteNom: 'Prune Supposée', modifieLe: new Date('2026-11-20T10:00:00Z'), ...avec });

export const desFiches = (n: number): Fiche[] => Array.from({ length: n }, (_, i) => uneFiche({ id: FicheId.parse(uuid(i + 1)), statut: (['proposee', 'engagee', 'suspendue', 'achevee', 'abandonnee'] as const)[i % 5] ?? 'proposee' }, { titre: `Action ${i + 1}${i % 7 === 0 ? ` ${'au nom très long '.repeat(8)}`.slice(0, 180) : ''}` }));

export const desLignesConnues: readonly LigneConnue[] = [{ id: 'grippe-2', libelle: 'Vaccination contre la grippe des 65 ans et plus', mission: 'prevention', annee: 2 }, { id: 'journees-2', libelle: 'Journées de prévention tenues', mission: 'prevention', annee: 2 }];

export const unePreuve = (avec: Partial<Preuve> = {}): Preuve => ({ id: PreuveId.parse(uuid(900)), statut: 'versee', genre: 'emargement', titre: 'Réunion du 12 novembre', le: '2026-11-12', fichierId: uuid(901), lien: null, nombre: null, empreinte: 'a'.repeat(64), indicateur: 'grippe-2', livrable: null, releveId: null, ficheId: null, verseeLe: new Date('2026-11-20T10:00:00Z'), verseePar: null, auteur: 'Prune Supposée', motifRetrait: null, ...avec });
