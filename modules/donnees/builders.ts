import { Demande } from './model.ts';

export const uneDemande = (avec: Partial<Demande> = {}): Demande => ({
  ...Demande.parse({ id: '0198f000-0000-7000-8000-0000000000b1', genre: 'effacement', statut: 'recue', version: 1, personneId: '0198f000-0000-7000-8000-000000000001', adhesionId: null, nom: 'Camille Durand', canal: 'compte', recueLe: '2026-11-03', detail: '', prolongeeLe: null, motif: null, closeLe: null, reponse: null, preuve: null }),
  ...avec,
});
