import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { type Declaration, type Taux, TempsId, type TempsLu } from './model.ts';

const J = Jour.parse('2026-01-01');
const id = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;

export const unTaux = (t: Partial<Omit<Taux, 'id'>> = {}): Omit<Taux, 'id'> => ({ nature: 'indemnite', profession: null, mission: null, centimesHeure: 5000, depuis: J, voteReference: 'Assemblée générale, délibération 4', voteLe: J, ...t });

export const uneDeclaration = (d: Partial<Declaration> = {}): Declaration => ({ nature: 'indemnite', mission: '', action: 'Réunion du bureau', jour: Jour.parse('2026-11-02'), minutes: 120, preuve: '', ...d });

export const unTemps = (t: Partial<TempsLu> = {}, n = 1): TempsLu => ({
  id: TempsId.parse(id(n)), personneId: PersonneId.parse(id(900)), statut: 'confirmee', version: 1, nature: 'indemnite', mission: '', action: 'Réunion du bureau', jour: Jour.parse('2026-11-02'), minutes: 120,
  centimes: 10_000, tauxId: id(800), preuve: 'feuille d’émargement', origine: 'saisie', motif: '', approuveePar: null, nom: 'Prune Supposée', payeeLe: null, ...t,
});
