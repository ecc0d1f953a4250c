import { PersonneId } from '#core/tenancy.ts';
import type { VueReunions, VueTaches } from './view-listes.ts';
import { GroupeId, ParticipantId, type Participant, type Reunion, ReunionId, type Sondage, SondageId } from './model.ts';

const uuid = (genre: string, n: number): string => `0198f000-0000-7000-8000-${genre}${n.toString(16).padStart(12 - genre.length, '0')}`;
export const ORGANISATRICE = PersonneId.parse(uuid('a', 1));

export const unParticipant = (n: number, avec: Partial<Participant> = {}): Participant => ({ id: ParticipantId.parse(uuid('b', n)), personneId: PersonneId.parse(uuid('a', n)), nom: `Personne ${n}`, role: 'utile', reponses: 'os', commentaire: '', repondu: true, ...avec });

export const unSondage = (avec: Partial<Sondage> = {}): Sondage => ({
  id: SondageId.parse(uuid('c', 1)), statut: 'ouverte', version: 1, titre: 'Bureau de décembre', dureeMinutes: 120, lieu: 'Maison de santé', lienVisio: '', groupeId: GroupeId.parse(uuid('d', 1)), organisateurId: ORGANISATRICE,
  clotureLe: new Date('2026-11-30T22:59:00Z'), dateRetenue: null, dates: [new Date('2026-12-08T18:30:00Z'), new Date('2026-12-10T18:30:00Z')], participants: [unParticipant(1), unParticipant(2, { reponses: 'on' })], ...avec,
});

export const uneReunion = (avec: Partial<Reunion> = {}): Reunion => ({
  id: ReunionId.parse(uuid('e', 1)), statut: 'prevue', version: 1, titre: 'Bureau de décembre', debut: new Date('2026-12-08T18:30:00Z'), fin: new Date('2026-12-08T20:30:00Z'), lieu: 'Maison de santé', lienVisio: 'https://visio.exemple.invalid/bureau', groupeId: null,
  organisateurId: ORGANISATRICE, organisateur: 'Camille Agenda', uid: 'essai@exemple.invalid', sequence: 0, serie: null, approuveeLe: null,
  invites: [{ id: uuid('f', 1), personneId: ORGANISATRICE, nom: 'Camille Agenda', courriel: 'camille@exemple.invalid', role: 'essentiel', reponse: 'acceptee', presence: 'inconnue', moyen: null }, { id: uuid('f', 2), personneId: PersonneId.parse(uuid('a', 2)), nom: 'Basile Réponse', courriel: 'basile@exemple.invalid', role: 'utile', reponse: 'attendue', presence: 'inconnue', moyen: null }],
  points: [{ id: uuid('9', 1), rang: 0, titre: 'Soins non programmés', porteur: 'Basile', minutes: 30, notes: '' }], decisions: [], taches: [], documents: [], deplacements: [], ...avec,
});

export const vueTaches = (n: number, texte = 'Écrire aux cabinets', avec: Partial<VueTaches> = {}): VueTaches => ({
  base: '/cpts/essai', adresse: '/cpts/essai/agenda/taches', demande: { qui: 'moi', etat: 'a_faire', q: '', page: 1 }, phrase: `${n} tâches à faire, dont 1 en retard.`, page: { numero: 1, taille: 25, total: n > 20 ? 812 : n }, refus: undefined,
  lignes: Array.from({ length: n }, (_, i) => ({ id: `t${i}`, texte: `${texte} ${i + 1}`, detail: 'Camille Agenda, pour le 15 décembre 2026, confiée pendant « Bureau de décembre »', href: `/cpts/essai/agenda/reunions/${i}`, retard: i === 0, faite: i === 2, mienne: i < 3 })), ...avec,
});

export const lignesDeReunions = (n: number, titre: string): VueReunions['lignes'] => Array.from({ length: n }, (_, i) => ({ id: `r${titre}${i}`, href: `/cpts/essai/agenda/reunions/${i}`, titre: `${titre} ${i + 1}`, quand: 'mardi 8 décembre, de 19 h 30 à 21 h 30', lieu: 'Maison de santé', groupe: 'Prévention', etat: '12 personnes' }));
