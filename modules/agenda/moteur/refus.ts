import { accord, formaterNombre } from '#core/texte.ts';
import { classer, essentielsRequis, masquesDe } from './classement.ts';
import type { DemandeDeDate, PersonneInvitee } from './demande.ts';
import { type Etat, NON, preparerDepuis, sansSoiree } from './etat.ts';
import { ESSENTIELS, FERIE, INTERDIT, PREMIER_GROUPE, PRESENTS, SALLE, VACANCES } from './grille.ts';
import { ecrireMoment } from './horloge.ts';
import { direBlocage, direCreneau, nommerGroupe } from './phrases.ts';
import type { Blocage, RefusDeDate } from './proposition.ts';

type Piste = { readonly contrainte: string; readonly cible: string | null; readonly demande: DemandeDeDate; readonly assouplir: (auMieux: number | null) => string; readonly mesurer?: (e: Etat, s: number) => number };

const sans = (seuils: Readonly<Record<string, number>>, nom: string): Record<string, number> => Object.fromEntries(Object.entries(seuils).filter(([n]) => n !== nom));

/** Essential people who, at some slot otherwise possible, are the only one missing: the five who free most slots. */
function seulsAManquer(e: Etat, masques: Uint32Array): PersonneInvitee[] {
  const requis = essentielsRequis(e);
  const liberes = new Map<number, number>();
  for (let s = 0; s < masques.length; s++) {
    if (masques[s] !== ESSENTIELS || e.comptes.essentiels[s] !== requis - 1) continue;
    const manque = e.personnes.findIndex((p, i) => p.role === 'essentiel' && e.lignes[i * e.grille.n + s] === NON);
    liberes.set(manque, (liberes.get(manque) ?? 0) + 1);
  }
  return [...liberes].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 5).flatMap(([i]) => e.personnes[i] ?? []);
}

function pistesDuQuorum(e: Etat, masques: Uint32Array): Piste[] {
  const { demande: d } = e;
  const q = d.quorum;
  return [
    ...(q.presents > 0 ? [{ contrainte: 'quorum.presents', cible: null, demande: { ...d, quorum: { ...q, presents: 0 } }, assouplir: (n: number | null) => `Ramener le quorum de ${q.presents} à ${n ?? 0}`, mesurer: (x: Etat, s: number) => x.comptes.presents[s] ?? 0 }] : []),
    ...(q.essentiels !== 0 ? [{ contrainte: 'quorum.essentiels', cible: null, demande: { ...d, quorum: { ...q, essentiels: 0 } }, assouplir: (n: number | null) => (n ? `Se contenter de ${n} personne${n > 1 ? 's' : ''} essentielle${n > 1 ? 's' : ''}` : 'N’exiger aucune personne essentielle'), mesurer: (x: Etat, s: number) => x.comptes.essentiels[s] ?? 0 }] : []),
    ...e.groupes.map((g, i): Piste => {
      const quorum = g.genre === 'profession' ? { ...q, professions: sans(q.professions, g.nom) } : { ...q, colleges: sans(q.colleges, g.nom) };
      return { contrainte: `quorum.${g.genre}s`, cible: g.nom, demande: { ...d, quorum }, assouplir: (n) => (n ? `Ramener le quorum de ${nommerGroupe(g)} de ${g.seuil} à ${n}` : `Ne rien exiger de ${nommerGroupe(g)}`), mesurer: (_, s) => e.comptes.groupes[i]?.[s] ?? 0 };
    }),
    ...(q.essentiels === 'tous' ? seulsAManquer(e, masques).map((p): Piste => ({ contrainte: 'personnes.role', cible: p.id, demande: { ...d, personnes: d.personnes.map((x) => (x.id === p.id ? { ...x, role: 'utile' as const } : x)) }, assouplir: () => `Tenir la réunion sans exiger ${p.nom ?? p.id}` })) : []),
  ];
}

const sansMaximum = ({ maxSoirees: _, ...p }: PersonneInvitee): PersonneInvitee => p;

function pistesDuCadre(d: DemandeDeDate): Piste[] {
  const piste = (contrainte: string, si: boolean, change: Partial<DemandeDeDate>, phrase: string): Piste[] => (si ? [{ contrainte, cible: null, demande: { ...d, ...change }, assouplir: () => phrase }] : []);
  const regulier = d.creneaux === undefined;
  return [
    ...piste('interdits', d.interdits.length + d.plagesInterdites.length > 0, { interdits: [], plagesInterdites: [] }, 'Lever les moments interdits'),
    ...piste('vacances', d.vacances === 'interdites', { vacances: 'evitees' }, 'Accepter les vacances scolaires'),
    ...piste('joursFeries', d.joursFeries === 'interdits', { joursFeries: 'permis' }, 'Accepter les jours fériés'),
    ...piste('salles', d.salles.length > 0, { salles: [] }, 'Trouver une autre salle, ou se réunir à distance'),
    ...piste('maxSoirees', true, { maxSoirees: null, personnes: d.personnes.map((p) => (sansSoiree(p, d) ? sansMaximum(p) : p)) }, 'Dépasser le maximum de soirées par personne'),
    ...piste('consultations', d.personnes.some((p) => p.consultations.length > 0 && !p.consultationsSouples), { personnes: d.personnes.map((p) => (p.consultations.length > 0 && !p.consultationsSouples ? { ...p, consultationsSouples: true } : p)) }, 'Demander de libérer des heures de consultation'),
    ...piste('heures', regulier && (d.heures.de > '07:00' || d.heures.a < '23:00'), { heures: { de: d.heures.de < '07:00' ? d.heures.de : '07:00', a: d.heures.a > '23:00' ? d.heures.a : '23:00' } }, 'Élargir les heures de 7 h à 23 h'),
    ...piste('joursSemaine', regulier && new Set(d.joursSemaine).size < 7, { joursSemaine: [1, 2, 3, 4, 5, 6, 7] }, 'Accepter tous les jours de la semaine'),
  ];
}

function suivre(depart: Etat, p: Piste): Blocage {
  const e = preparerDepuis(depart, { ...p.demande, nombre: 1 });
  const masques = masquesDe(e);
  const auMieux = p.mesurer ? masques.reduce((mieux, m, s) => (m === 0 ? Math.max(mieux, p.mesurer?.(e, s) ?? 0) : mieux), -1) : -1;
  if (auMieux >= 0) for (let s = 0; s < masques.length; s++) if ((p.mesurer?.(e, s) ?? 0) < auMieux) masques[s] = (masques[s] ?? 0) | PRESENTS;
  const { possibles, meilleurs } = classer(e, masques);
  const s = meilleurs[0];
  const debut = s === undefined ? undefined : e.grille.debuts[s];
  return {
    contrainte: p.contrainte, cible: p.cible,
    assouplir: p.assouplir(auMieux < 0 ? null : auMieux), auMieux: auMieux < 0 ? null : auMieux,
    datesPossibles: possibles,
    meilleure: debut === undefined ? null : { debut: ecrireMoment(debut, e.grille.horloge), libelle: direCreneau(debut, debut + e.grille.dureeMs, e.grille.horloge) },
  };
}

const bits = (m: number): number[] => Array.from({ length: 30 }, (_, i) => 1 << i).filter((b) => (m & b) !== 0);

/** The fewest constraints to let go together; among sets of that size the one that frees most slots, then the smallest code. */
function ensemble(e: Etat, masques: Uint32Array): { contraintes: string[]; datesPossibles: number } | null {
  const combien = new Map<number, number>();
  for (const m of masques) combien.set(m, (combien.get(m) ?? 0) + 1);
  const [mieux] = [...combien].sort((a, b) => bits(a[0]).length - bits(b[0]).length || b[1] - a[1] || a[0] - b[0]);
  if (!mieux || bits(mieux[0]).length < 2) return null;
  const noms: Readonly<Record<number, string>> = { [INTERDIT]: 'les moments interdits', [FERIE]: 'les jours fériés', [VACANCES]: 'les vacances scolaires', [PRESENTS]: 'le quorum', [ESSENTIELS]: 'la venue des personnes essentielles', [SALLE]: 'la salle' };
  return { contraintes: bits(mieux[0]).map((b) => noms[b] ?? `le quorum de ${nommerGroupe(e.groupes[Math.log2(b / PREMIER_GROUPE)] ?? { genre: 'profession', nom: '?' })}`), datesPossibles: mieux[1] };
}

/** A threshold that no date could reach: the request itself has too few people. */
type HorsDePortee = Pick<Piste, 'contrainte' | 'cible'> & { readonly phrase: string };

function horsDePortee(e: Etat): HorsDePortee[] {
  const comptees = e.personnes.filter((p) => p.role !== 'informe');
  const { presents } = e.demande.quorum;
  const seuil = (de: Pick<Piste, 'contrainte' | 'cible'>, requis: number, gens: number, qui: (personnes: string) => string): HorsDePortee[] => (requis > gens ? [{ ...de, phrase: `Le quorum exige ${qui(accord(requis, 'personne'))} ; la demande ${gens === 0 ? 'n’en compte aucune' : `en compte ${gens}`}.` }] : []);
  return [
    ...seuil({ contrainte: 'quorum.presents', cible: null }, presents, comptees.length, (n) => `${n} de rôle essentiel ou utile`),
    ...seuil({ contrainte: 'quorum.essentiels', cible: null }, essentielsRequis(e), comptees.filter((p) => p.role === 'essentiel').length, (n) => `${n} de rôle essentiel`),
    ...e.groupes.flatMap((g) => seuil({ contrainte: `quorum.${g.genre}s`, cible: g.nom }, g.seuil, comptees.filter((p) => (g.genre === 'profession' ? p.profession : p.college) === g.nom).length, (n) => `${n} ${g.genre === 'profession' ? 'de' : 'du'} ${nommerGroupe(g)}`)),
  ];
}

/** Why there is no date: each constraint let go alone is computed again in full, so that what is promised is exact. */
export function expliquerRefus(e: Etat, masques: Uint32Array): RefusDeDate {
  const { n } = e.grille;
  if (n === 0) {
    const d = e.demande;
    return { code: 'aucun_creneau', pourquoi: `Aucun créneau de ${d.dureeMinutes} minutes ne tient entre ${d.heures.de} et ${d.heures.a}, les jours de semaine demandés, dans la fenêtre : élargissez les heures, les jours ou la fenêtre, ou raccourcissez la réunion.` };
  }
  const horsPortee = horsDePortee(e);
  // No other constraint let go gives a date while a threshold asks for more people than there are: nothing is computed for those.
  const pistes = [...pistesDuQuorum(e, masques), ...pistesDuCadre(e.demande)].filter((p) => horsPortee.every((h) => h.contrainte === p.contrainte && h.cible === p.cible));
  const blocages = pistes.map((p) => suivre(e, p)).filter((b) => b.datesPossibles > 0 && !(b.contrainte === 'quorum.presents' && b.auMieux === 0));
  const commun = ensemble(e, masques);
  const phrases = [
    `Aucun des ${formaterNombre(n)} créneaux examinés ne respecte toutes les contraintes.`,
    ...horsPortee.map((h) => h.phrase),
    ...blocages.map(direBlocage),
    ...(blocages.length === 0 && commun ? [`Aucune contrainte levée seule ne suffit : il faudrait lever ensemble ${commun.contraintes.join(' et ')} (${commun.datesPossibles} créneaux).`] : []),
    ...(blocages.length === 0 && !commun ? ['Aucune contrainte levée n’y suffit : élargissez la fenêtre, ou revoyez les personnes et ce qui les retient.'] : []),
  ];
  return { code: 'aucune_date', creneauxExamines: n, blocages, ensemble: blocages.length === 0 ? commun : null, phrases };
}
