import type { z } from 'zod';
import type { DemandeDeDate } from './demande.ts';

/** A worked request, complete and valid: the bureau of an invented CPTS over six weeks that cross the end of summer time. */
export const EXEMPLE: z.input<typeof DemandeDeDate> = {
  fuseau: 'Europe/Paris',
  fenetre: { du: '2027-10-04', au: '2027-11-14' },
  dureeMinutes: 120,
  heures: { de: '08:00', a: '22:00' },
  joursSemaine: [1, 2, 3, 4, 5],
  plagesInterdites: [{ jours: [3], de: '14:00', a: '18:00', motif: 'mercredi des enfants' }],
  periodesVacances: [{ du: '2027-10-23', au: '2027-11-07', nom: 'Toussaint (fictif)' }],
  vacances: 'evitees',
  quorum: { presents: 4, essentiels: 'tous', professions: { medecin: 2 }, colleges: { hospitalier: 1 } },
  salles: [{ nom: 'Maison de santé', places: 6, occupations: [{ debut: '2027-10-05T18:00', fin: '2027-10-05T23:00' }] }],
  maxSoirees: 6,
  nombre: 3,
  personnes: [
    { id: 'presidente', nom: 'Dr Anaïs Marchand', profession: 'medecin', college: 'liberal', role: 'essentiel', trajetMinutes: 15, soireesDeja: 4, soirsPris: ['2027-10-12'], consultations: [{ jours: [1, 2, 4, 5], de: '08:30', a: '19:00' }] },
    { id: 'coordination', nom: 'Maëlle Lambert', profession: 'coordination', role: 'essentiel', soireesDeja: 5 },
    { id: 'medecin-2', nom: 'Dr Idris Moreau', profession: 'medecin', college: 'liberal', consultations: [{ jours: [1, 2, 3, 4, 5], de: '09:00', a: '12:30' }, { jours: [1, 2, 4], de: '14:00', a: '19:30' }], soireesDeja: 2 },
    { id: 'infirmiere', nom: 'Solène Petit', profession: 'infirmier', college: 'liberal', consultations: [{ jours: [1, 2, 3, 4, 5], de: '07:00', a: '13:00' }], conges: [{ du: '2027-10-18', au: '2027-10-22' }], soireesDeja: 1 },
    { id: 'pharmacien', nom: 'Paul Renard', profession: 'pharmacien', college: 'liberal', consultations: [{ jours: [1, 2, 3, 4, 5, 6], de: '09:00', a: '19:30' }], consultationsSouples: true },
    { id: 'hopital', nom: 'Ines Carvalho', profession: 'cadre de santé', college: 'hospitalier', lieu: 'a_distance', occupations: [{ debut: '2027-10-07T16:00:00Z', fin: '2027-10-07T20:00:00Z' }] },
    { id: 'elue', nom: 'Rose Perrin', role: 'informe' },
  ],
};
