import type { Kysely } from 'kysely';
import type { z } from 'zod';
import type { Schema } from '#db/schema.ts';
import { signerLien } from '#server/liens/jeton-lien.ts';
import { DemandeDeDate } from '#modules/agenda/moteur/demande.ts';
import { preparer, repondre } from '#modules/agenda/moteur/etat.ts';
import { proposer, resultat } from '#modules/agenda/moteur/proposer.ts';
import { tirageDe } from '#modules/agenda/moteur/tirage.ts';
import { charger, type Lecteur, ouvrirPage, SECRET, surPlateforme, unLecteur } from './plateforme/plateforme.ts';

const SEUILS = { calculMs: 150, reponseMs: 20 };
const JOURS = 182;

/** 300 people with weekly hours, leave, busy times and answers, over six months of half-hours, nights and Sundays included. */
function grandeDemande(): z.input<typeof DemandeDeDate> {
  const tirage = tirageDe(5);
  const entier = (n: number): number => Math.floor(tirage() * n);
  const jour = (n: number): string => new Date(Date.UTC(2027, 0, 4 + n)).toISOString().slice(0, 10);
  const deux = (n: number): string => String(n).padStart(2, '0');
  return {
    fenetre: { du: jour(0), au: jour(JOURS - 1) }, dureeMinutes: 120, pasMinutes: 30, heures: { de: '00:00', a: '24:00' }, joursSemaine: [1, 2, 3, 4, 5, 6, 7],
    zoneScolaire: 'A', maxSoirees: 10, tolerancePresents: 2, quorum: { presents: 30, essentiels: 2, professions: { medecin: 5, infirmier: 3 }, colleges: { liberal: 10 } }, salles: [{ nom: 'Grande salle', places: 400 }],
    personnes: Array.from({ length: 300 }, (_, i) => ({
      id: `p${i}`, profession: ['medecin', 'infirmier', 'pharmacien', 'kine'][i % 4] ?? 'medecin', college: i % 5 === 0 ? 'hospitalier' : 'liberal', role: i < 5 ? 'essentiel' as const : 'utile' as const, trajetMinutes: entier(3) * 15,
      consultations: [{ jours: [1, 2, 3, 4, 5], de: `0${7 + entier(3)}:00`, a: '12:30' }, { jours: [1, 2, 4, 5], de: '14:00', a: `${17 + entier(4)}:30` }], consultationsSouples: i % 7 === 0,
      conges: [{ du: jour(entier(170)), au: jour(182) }].slice(0, i % 3 === 0 ? 1 : 0),
      occupations: Array.from({ length: 40 }, () => { const [j, h] = [jour(entier(JOURS)), 8 + entier(12)]; return { debut: `${j}T${deux(h)}:00`, fin: `${j}T${deux(h + 2)}:00` }; }),
      soireesDeja: entier(9), soirsPris: Array.from({ length: 6 }, () => jour(entier(JOURS))),
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

const PAGES = [
  { personnes: 200, dates: 40, debit: 300, p99: 150, ko: 150 },
  { personnes: 15, dates: 10, debit: 1500, p99: 150, ko: 150 },
] as const;

/** A CPTS, a member who is signed in, and a poll of this size, answered at random. */
async function preparerSondage(db: Kysely<Schema>, p: (typeof PAGES)[number]): Promise<Lecteur & { readonly p: (typeof PAGES)[number]; readonly sondage: string; readonly participant: string }> {
  const { personnes, dates } = p;
  const lecteur = await unLecteur(db, 'adherent', `banc-${personnes}`);
  const { cpts, moi } = lecteur;
  const autres = await db.insertInto('personnes').values(Array.from({ length: personnes - 1 }, (_, i) => ({ nom: `Prénom Nom-${i}`, courriel: `banc-${personnes}-${i}@exemple.invalid`, courriel_verifie: true, demo: true }))).returning(['id', 'nom']).execute();
  await db.insertInto('roles_tenus').values(autres.map((g) => ({ cpts_id: cpts, personne_id: g.id, role: 'adherent' as const, depuis: '2020-01-01', jusque: null }))).execute();
  const gens = [{ id: moi, nom: 'Camille Banc' }, ...autres];
  const cloture = new Date(Date.now() + 10 * 86_400_000);
  const { id: sondage } = await db.insertInto('sondages').values({ cpts_id: cpts, titre: 'Réunion du banc', duree_minutes: 120, groupe_id: null, organisateur_id: moi, cree_le: new Date(), cloture_le: cloture, complet_le: null, relance_le: null, date_retenue: null }).returning('id').executeTakeFirstOrThrow();
  await db.insertInto('sondage_dates').values(Array.from({ length: dates }, (_, rang) => ({ cpts_id: cpts, sondage_id: sondage, rang, debut: new Date(Date.now() + (11 + rang) * 86_400_000) }))).execute();
  const tirage = tirageDe(7);
  const participants = await db.insertInto('sondage_participants').values(gens.map((g) => ({ cpts_id: cpts, sondage_id: sondage, personne_id: g.id, nom: g.nom, courriel: null, reponses: Array.from({ length: dates }, () => 'oosn'[Math.floor(tirage() * 4)]).join(''), repondu_le: new Date() }))).returning(['id', 'personne_id']).execute();
  return { ...lecteur, p, sondage, participant: participants.find((p) => p.personne_id === moi)?.id ?? '' };
}

async function debit(nom: string, url: string, headers: Record<string, string>, s: (typeof PAGES)[number]): Promise<boolean> {
  const html = await ouvrirPage(url, headers, { lignes: s.personnes, separateur: '<th scope=row>' });
  await charger(url, headers, { duree: 2 });
  const r = await charger(url, headers, { duree: 4 });
  const ko = Buffer.byteLength(html) / 1024;
  const tenu = r.requests.average >= s.debit && r.latency.p99 < s.p99 && ko < s.ko;
  console.log(`  ${nom.padEnd(46)} ${Math.round(r.requests.average)} requêtes/s (demandé ≥ ${s.debit}), p99 ${r.latency.p99} ms (< ${s.p99}), ${ko.toFixed(0)} Ko non compressés (< ${s.ko})${tenu ? '' : ' : MANQUÉ'}`);
  return tenu;
}

/** Poll pages of a started platform, load generator on the same cores: the member's page in its frame, and the page of a signed link. */
async function mesurerPages(): Promise<boolean> {
  const tenus: boolean[] = [];
  await surPlateforme(
    async (db) => [await preparerSondage(db, PAGES[0]), await preparerSondage(db, PAGES[1])],
    async ({ url, entetes }, sondages) => {
      for (const s of sondages) {
        const lien = signerLien({ usage: 'sondage', cptsId: s.cpts, personneId: s.moi, objet: s.participant, expire: new Date(Date.now() + 86_400_000) }, SECRET);
        tenus.push(await debit(`${s.p.personnes} × ${s.p.dates}, membre connecté`, `${url}/cpts/${s.slug}/agenda/sondages/${s.sondage}`, entetes(s), s.p));
        tenus.push(await debit(`${s.p.personnes} × ${s.p.dates}, lien signé`, `${url}/r/${lien}`, {}, s.p));
      }
    },
  );
  return !tenus.includes(false);
}

/** The date engine at the size asked (300 people × 6 months of half-hours), and the poll pages. */
export async function mesurer(): Promise<void> {
  const pages = await mesurerPages();
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
  tenus.push(pages);
  if (tenus.includes(false)) process.exitCode = 1;
}
