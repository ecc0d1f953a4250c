import type { JSX } from 'preact';
import { ORGANISATRICE, uneReunion } from '../builders.ts';
import type { Reunion } from '../model.ts';
import { type ActionDeReunion, presenterReunion } from '../view-reunions.ts';
import { PageReunion } from './reunion.tsx';
import { AgendaReserve } from './sondage.tsx';
import { Jour } from '#core/jour.ts';

const page = (r: Reunion, le = '2026-12-08T18:40:00Z', avec: { readonly refus?: string; readonly paie?: string; readonly action?: ActionDeReunion } = {}): JSX.Element => (
  <PageReunion vue={presenterReunion({ reunion: r, base: '/cpts/essai/agenda/reunions/1', fuseau: 'Europe/Paris', maintenant: new Date(le), aujourdhui: Jour.parse('2026-12-08'), personneId: ORGANISATRICE, organise: true, approuve: true, ...avec })} />
);
const rempli = uneReunion({
  points: [{ id: '1', rang: 0, titre: 'Soins non programmés', porteur: 'Basile', minutes: 30, notes: 'Trois créneaux par jour.\nOn en reparle en mars.' }], decisions: [{ id: '1', texte: 'Ouvrir trois créneaux par jour.' }],
  taches: [{ id: '0198f000-0000-7000-8000-000000000001', texte: 'Écrire aux cabinets', personneId: ORGANISATRICE, nom: 'Camille Agenda', echeance: '2026-12-15', faite: false }],
});
const long = 'Un texte très long '.repeat(20);

export const vide = (): JSX.Element => page(uneReunion({ points: [], invites: [] }), '2026-12-01T09:00:00Z', { action: { adresse: '/cpts/essai/missions/reunions/1', liee: undefined, choix: [{ valeur: '1', libelle: 'Guichet unique' }] } });
export const aVenir = (): JSX.Element => page(rempli, '2026-12-01T09:00:00Z', { paie: '2 h d’indemnité : 100,00 €.' });
export const pleine = (): JSX.Element => page({ ...rempli, documents: [{ id: '1', fichierId: '1', pointId: '1', genre: 'document', nom: 'Note de cadrage.pdf', octets: 182_000, deposePar: ORGANISATRICE, deposeLe: new Date('2026-12-01T09:00:00Z') }, { id: '2', fichierId: '2', pointId: null, genre: 'feuille', nom: 'Feuille signée.jpg', octets: 2_400_000, deposePar: ORGANISATRICE, deposeLe: new Date('2026-12-09T09:00:00Z') }], deplacements: [{ debut: new Date('2026-12-01T18:30:00Z'), fin: new Date('2026-12-01T20:30:00Z'), motif: 'La salle était prise.' }] }, undefined, { action: { adresse: '/cpts/essai/missions/reunions/1', liee: { titre: 'Guichet unique pour les patients sans médecin traitant', href: '/cpts/essai/missions/fiches/1', detachable: true }, choix: [] } });
export const longue = (): JSX.Element =>
  page({ ...rempli, statut: 'tenue', titre: long.slice(0, 200), decisions: Array.from({ length: 30 }, (_, i) => ({ id: String(i), texte: `${long} ${i}` })), points: Array.from({ length: 30 }, (_, i) => ({ id: String(i), rang: i, titre: `Point ${i} ${long.slice(0, 200)}`, porteur: 'Basile', minutes: 10, notes: long })), invites: Array.from({ length: 200 }, (_, i) => ({ id: `i${i}`, personneId: null, nom: `Personne ${i}`, courriel: null, role: 'utile' as const, reponse: 'acceptee' as const, presence: i % 2 ? 'presente' as const : 'absente' as const, moyen: i % 2 ? 'qr' as const : null })) });
export const refusee = (): JSX.Element => page(rempli, undefined, { refus: 'Quelqu’un a changé cette page pendant que vous écriviez.' });
export const interdite = (): JSX.Element => <AgendaReserve base="/cpts/essai" />;
