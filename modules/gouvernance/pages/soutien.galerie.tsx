import type { JSX } from 'preact';
import { Jour } from '#core/jour.ts';
import { PersonneId } from '#core/tenancy.ts';
import { type Mediation, MediationId, type Pouls, PoulsId } from '../model.ts';
import { PageSoutien, type VueSoutien } from './soutien.tsx';

const id = (n: number): string => `0198f000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const [moi, autre] = [PersonneId.parse(id(1)), PersonneId.parse(id(2))];
const vue = (avec: Partial<VueSoutien> = {}): VueSoutien => ({ base: '/cpts/essai', moi, aujourdhui: Jour.parse('2026-11-23'), maintenant: new Date('2026-11-23T09:00:00Z'), mediations: [], personnes: [{ personneId: autre, nom: 'Prune Supposée' }], volontaires: [], pouls: [], erreurs: {}, valeurs: {}, ...avec });
const demande = (n: number, avec: Partial<Mediation> = {}): Mediation => ({ id: MediationId.parse(id(100 + n)), genre: 'mediation', par: { personneId: autre, nom: 'Prune Supposée' }, a: { personneId: moi, nom: 'Anselme Exemple' }, recit: 'Les réunions du mardi tournent mal depuis l’été.', statut: 'demandee', le: new Date('2026-11-20T08:00:00Z'), suites: [], ...avec });
const pouls = (n: number, avec: Partial<Pouls> = {}): Pouls => ({ id: PoulsId.parse(id(200 + n)), titre: `Réunion du groupe ${n}`, jour: Jour.parse('2026-11-20'), clotLe: Jour.parse('2026-11-27'), statut: 'ouverte', invites: [moi], ...avec });
const suite = { le: '2026-11-21T08:00:00Z', par: autre, texte: 'Merci de votre réponse.' };

export const vide = (): JSX.Element => <PageSoutien vue={vue()} />;
export const pleine = (): JSX.Element => <PageSoutien vue={vue({ mediations: [demande(1, { suites: [suite] }), demande(2, { par: { personneId: moi, nom: 'Anselme Exemple' }, a: { personneId: autre, nom: 'Prune Supposée' }, le: new Date('2026-11-01T08:00:00Z') })], volontaires: [{ personneId: autre, nom: 'Prune Supposée' }, { personneId: moi, nom: 'Anselme Exemple', derniere: Jour.parse('2026-09-12') }], pouls: [pouls(1), pouls(2, { statut: 'close', resultat: [[5, 1, 0], [4, 1, 1], [2, 3, 1]] }), pouls(3, { statut: 'close' })] })} />;
export const longue = (): JSX.Element => <PageSoutien vue={vue({ mediations: Array.from({ length: 12 }, (_, i) => demande(i, { recit: 'Anticonstitutionnellement '.repeat(40), statut: i % 2 === 0 ? 'acceptee' : 'declinee', par: { personneId: moi, nom: 'Anselme Exemple' }, a: { personneId: autre, nom: 'Anticonstitutionnellement-De la Très-Longue-Particule' } })), personnes: Array.from({ length: 300 }, (_, i) => ({ personneId: id(300 + i), nom: `Personne ${i}` })), volontaires: Array.from({ length: 40 }, (_, i) => ({ personneId: id(900 + i), nom: `Personne ${i}` })), pouls: Array.from({ length: 12 }, (_, i) => pouls(i, { titre: 'Réunion '.repeat(20), statut: i > 2 ? 'close' : 'ouverte' })) })} />;
export const refusee = (): JSX.Element => <PageSoutien vue={vue({ refus: 'Confiez votre demande à quelqu’un d’autre.', erreurs: { recit: 'Écrivez quelques mots.' }, valeurs: { genre: 'mediation' } })} />;
export const interdite = (): JSX.Element => <PageSoutien interdit />;
