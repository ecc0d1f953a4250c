import type { z } from 'zod';
import { DemandeDeDate } from '#modules/agenda/moteur/demande.ts';
import { preparer, repondre } from '#modules/agenda/moteur/etat.ts';
import { proposer, resultat } from '#modules/agenda/moteur/proposer.ts';
import { tirageDe } from '#modules/agenda/moteur/tirage.ts';

const SEUILS = { calculMs: 150, reponseMs: 20 };
const JOURS = 182;

/** 300 people with weekly hours, leave, busy times and answers, over six months of half-hours, nights and Sundays included. */
function grandeDemande(): z.input<typeof DemandeDeDate> {
  const tirage = tirageDe(5);
  const entier = (n: number): number => Math.floor(tirage() * n);
  const jour = (n: number): string => new Date(Date.UTC(2027, 0, 4 + n)).toISOString().slice(0, 10);
  const deux = (n: number): string => String(n).padStart(2, '0');
  return {
    fenetre: { du: jour(0), au: jour(JOURS - 1) }, duree_minutes: 120, pas_minutes: 30, heures: { de: '00:00', a: '24:00' }, jours_semaine: [1, 2, 3, 4, 5, 6, 7],
    zone_scolaire: 'A', max_soirees: 10, tolerance_presents: 2, quorum: { presents: 30, essentiels: 2, professions: { medecin: 5, infirmier: 3 }, colleges: { liberal: 10 } }, salles: [{ nom: 'Grande salle', places: 400 }],
    personnes: Array.from({ length: 300 }, (_, i) => ({
      id: `p${i}`, profession: ['medecin', 'infirmier', 'pharmacien', 'kine'][i % 4] ?? 'medecin', college: i % 5 === 0 ? 'hospitalier' : 'liberal', role: i < 5 ? 'essentiel' as const : 'utile' as const, trajet_minutes: entier(3) * 15,
      consultations: [{ jours: [1, 2, 3, 4, 5], de: `0${7 + entier(3)}:00`, a: '12:30' }, { jours: [1, 2, 4, 5], de: '14:00', a: `${17 + entier(4)}:30` }], consultations_souples: i % 7 === 0,
      conges: [{ du: jour(entier(170)), au: jour(182) }].slice(0, i % 3 === 0 ? 1 : 0),
      occupations: Array.from({ length: 40 }, () => { const [j, h] = [jour(entier(JOURS)), 8 + entier(12)]; return { debut: `${j}T${deux(h)}:00`, fin: `${j}T${deux(h + 2)}:00` }; }),
      soirees_deja: entier(9), soirs_pris: Array.from({ length: 6 }, () => jour(entier(JOURS))),
      reponses: Array.from({ length: 10 }, () => ({ debut: `${jour(entier(JOURS))}T19:30`, reponse: (['oui', 'si_besoin', 'non'] as const)[entier(3)] ?? 'oui' })),
    })),
  };
}

function chronometrer(fois: number, faire: (i: number) => unknown): { premier: number; mediane: number; pire: number } {
  const temps = Array.from({ length: fois }, (_, i) => {
    const debut = performance.now();
    faire(i);
    return performance.now() - debut;
  });
  const tries = temps.toSorted((a, b) => a - b);
  return { premier: temps[0] ?? 0, mediane: tries[Math.floor(fois / 2)] ?? 0, pire: tries.at(-1) ?? 0 };
}

const dire = (nom: string, t: { premier: number; mediane: number; pire: number }, seuil?: number): boolean => {
  const tenu = seuil === undefined || t.mediane <= seuil;
  console.log(`  ${nom.padEnd(62)} premier ${t.premier.toFixed(1)} · médiane ${t.mediane.toFixed(2)} · pire ${t.pire.toFixed(1)} ms${seuil === undefined ? '' : ` (au plus ${seuil} ms${tenu ? '' : ' : DÉPASSÉ'})`}`);
  return tenu;
};

/** The date engine at the size asked: 300 people × 6 months of half-hours. */
export async function mesurer(): Promise<void> {
  const brute = grandeDemande();
  const lecture = chronometrer(5, () => DemandeDeDate.parse(brute));
  const demande = DemandeDeDate.parse(brute);
  const etat = preparer(demande);
  console.log(`  ${etat.grille.n} créneaux × ${etat.personnes.length} personnes`);
  const debut = new Date(etat.grille.debuts[100] ?? 0).toISOString();
  const tenus = [
    dire('proposer : tout calculer, classer et dire', chronometrer(15, () => proposer(demande)), SEUILS.calculMs),
    dire('une réponse change : mettre à jour, reclasser et dire', chronometrer(50, (i) => {
      repondre(etat, { id: `p${i}`, debut, reponse: i % 2 === 0 ? 'non' : 'oui' });
      resultat(etat);
    }), SEUILS.reponseMs),
    dire('lire et vérifier la demande (zod)', lecture),
  ];
  if (tenus.includes(false)) process.exitCode = 1;
}
