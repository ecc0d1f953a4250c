import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nomDuFerie } from '#core/calendrier.ts';
import { Jour } from '#core/jour.ts';
import { VACANCES_SCOLAIRES } from '../constants.ts';
import { DemandeDeDate } from './demande.ts';
import { preparer, remplacerPersonne, repondre } from './etat.ts';
import { proposer, resultat } from './proposer.ts';

/*
 * The reference: no arrays, no intervals, no offsets table. Time is walked five minutes at a time, every instant asks Intl what its local
 * day and hour are, and each person is asked at each step whether she is free. Dates are then sorted on their written criteria.
 */
const CINQ = 300_000;
type Local = { jour: string; minutes: number; semaine: number };
function lecteur(fuseau: string): (t: number) => Local {
  const f = new Intl.DateTimeFormat('fr-CA', { timeZone: fuseau, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' });
  const vus = new Map<number, Local>();
  return (t) => {
    const vu = vus.get(t);
    if (vu) return vu;
    const x = Object.fromEntries(f.formatToParts(new Date(t)).map((p) => [p.type, p.value]));
    const jour = `${x['year']}-${x['month']}-${x['day']}`;
    const local = { jour, minutes: Number(x['hour']) * 60 + Number(x['minute']), semaine: ((new Date(`${jour}T12:00:00Z`).getUTCDay() + 6) % 7) + 1 };
    vus.set(t, local);
    return local;
  };
}
const mn = (h: string): number => Number(h.split(':')[0]) * 60 + Number(h.split(':')[1]);

type Verdict = { debut: number; jour: string; cle: number[]; presents: string[]; siBesoin: string[] };
type Plages = readonly { jours: readonly number[]; de: string; a: string }[];
type Pris = (t: number) => boolean;
type Quelquun = { p: DemandeDeDate['personnes'][number]; occupe: Pris; marge: number; reponses: { t: number; r: 'oui' | 'si_besoin' | 'non' }[] };
type Monde = { d: DemandeDeDate; lire: (t: number) => Local; gens: Quelquun[]; interdit: Pris; salles: { places: number; occupe: Pris }[]; duree: number };

const pas = (de: number, a: number): number[] => Array.from({ length: Math.round((a - de) / CINQ) }, (_, i) => de + i * CINQ);
const jourApres = (j: string, n: number): string => new Date(Date.parse(`${j}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
const dansPlages = (m: Monde, plages: Plages, t: number): boolean => plages.some((p) => p.jours.includes(m.lire(t).semaine) && m.lire(t).minutes >= mn(p.de) && m.lire(t).minutes < mn(p.a));
const dansJours = (m: Monde, periodes: readonly { du: string; au: string }[], t: number): boolean => periodes.some((c) => m.lire(t).jour >= c.du && m.lire(t).jour <= c.au);
const vacancesDe = (d: DemandeDeDate): readonly { du: string; au: string }[] => [...d.periodesVacances, ...VACANCES_SCOLAIRES.flatMap((a) => (d.zoneScolaire ? a.zones[d.zoneScolaire] : []))];
const estFerie = ({ d, lire }: Monde, t: number): boolean => (d.feries !== 'aucun' && nomDuFerie(Jour.parse(lire(t).jour), d.feries) !== undefined) || d.feriesAjoutes.some((f) => f.jour === lire(t).jour);

function instantDe(m: string, lire: (t: number) => Local): number {
  if (/(Z|[+-]\d\d:\d\d)$/.test(m)) return Date.parse(m);
  // Walk back from well after: the last instant found going backwards is the first passage. An hour that does not exist is read an hour later.
  let trouve = Number.NaN;
  for (const saut of [0, 60]) {
    const vise = `${m.slice(0, 10)} ${mn(m.slice(11, 16)) + saut}`;
    for (let t = Date.parse(`${m.slice(0, 16)}:00Z`) + 15 * 3_600_000; t > Date.parse(`${m.slice(0, 16)}:00Z`) - 15 * 3_600_000; t -= CINQ) {
      const l = lire(t);
      if (`${l.jour} ${l.minutes}` === vise) trouve = t;
    }
    if (!Number.isNaN(trouve)) break;
  }
  return trouve;
}

function mondeDe(d: DemandeDeDate): Monde {
  const lire = lecteur(d.fuseau);
  const pris = (liste: readonly { debut: string; fin: string }[]): Pris => {
    const bornes = liste.map((o) => [instantDe(o.debut, lire), instantDe(o.fin, lire)] as const);
    return (t) => bornes.some(([a, b]) => t >= a && t < b);
  };
  const gens = d.personnes.filter((p) => p.role !== 'informe').map((p) => ({ p, occupe: pris(p.occupations), marge: p.lieu === 'sur_place' ? p.trajetMinutes * 60_000 : 0, reponses: p.reponses.map((r) => ({ t: instantDe(r.debut, lire), r: r.reponse })) }));
  return { d, lire, gens, interdit: pris(d.interdits), salles: d.salles.map((s) => ({ places: s.places, occupe: pris(s.occupations) })), duree: d.dureeMinutes * 60_000 };
}

function debutsReguliers({ d, lire, duree }: Monde): number[] {
  const candidats: number[] = [];
  const vus = new Set<string>();
  const [du, au] = [d.fenetre?.du ?? '', d.fenetre?.au ?? ''];
  for (let t = Date.parse(`${du}T00:00:00Z`) - 15 * 3_600_000; t < Date.parse(`${au}T00:00:00Z`) + 40 * 3_600_000; t += CINQ) {
    const local = lire(t);
    const [fin, derniere] = [lire(t + duree), lire(t + duree - CINQ)];
    const surLaGrille = local.minutes >= mn(d.heures.de) && local.minutes < mn(d.heures.a) && (local.minutes - mn(d.heures.de)) % d.pasMinutes === 0;
    const finit = derniere.jour === local.jour && (fin.jour === local.jour ? fin.minutes <= mn(d.heures.a) : d.heures.a === '24:00');
    const cle = `${local.jour} ${local.minutes}`;
    if (local.jour >= du && local.jour <= au && d.joursSemaine.includes(local.semaine) && surLaGrille && finit && !vus.has(cle)) {
      vus.add(cle);
      candidats.push(t);
    }
  }
  return candidats;
}
const candidatsDe = (m: Monde): number[] => (m.d.creneaux ? [...new Set(m.d.creneaux.map((c) => instantDe(c, m.lire)))] : debutsReguliers(m));

function niveauDe(m: Monde, g: Quelquun, { debut, soir }: { debut: number; soir: boolean }): number {
  const dedans = pas(debut, debut + m.duree);
  const large = pas(debut - g.marge, debut + m.duree + g.marge);
  const maximum = g.p.maxSoirees ?? m.d.maxSoirees;
  if (soir && maximum !== null && g.p.soireesDeja >= maximum) return 0;
  const r = g.reponses.findLast((x) => x.t === debut)?.r;
  if (r) return { oui: 2, si_besoin: 1, non: 0 }[r];
  if (large.some(g.occupe) || dedans.some((t) => dansJours(m, g.p.conges, t))) return 0;
  if (!large.some((t) => dansPlages(m, g.p.consultations, t))) return 2;
  return g.p.consultationsSouples ? 1 : 0;
}

type Venu = { p: Quelquun['p']; niveau: number };
const combien = (venus: readonly Venu[], si: (p: Venu['p']) => boolean): number => venus.filter((v) => si(v.p)).length;

type Regard = { local: Local; vac: boolean; soir: boolean; venus: Venu[]; manques: string[] };

/** A start, and by its name each thing asked that it does not respect. */
function regarder(m: Monde, debut: number): Regard {
  const { d } = m;
  const local = m.lire(debut);
  const dedans = pas(debut, debut + m.duree);
  const vac = dedans.some((t) => dansJours(m, vacancesDe(d), t));
  const fin = m.lire(debut + m.duree);
  const soir = fin.jour !== local.jour || fin.minutes > mn(d.soireeApres);
  const venus = m.gens.map((g) => ({ p: g.p, niveau: niveauDe(m, g, { debut, soir }) })).filter((v) => v.niveau > 0);
  const requis = d.quorum.essentiels === 'tous' ? d.personnes.filter((p) => p.role === 'essentiel').length : d.quorum.essentiels;
  const assis = combien(venus, (p) => p.lieu === 'sur_place');
  const manque = (nom: string, si: boolean): string[] => (si ? [nom] : []);
  return {
    local, vac, soir, venus, manques: [
      ...manque('les moments interdits', dedans.some((t) => m.interdit(t) || dansPlages(m, d.plagesInterdites, t))), ...manque('les jours fériés', d.joursFeries === 'interdits' && dedans.some((t) => estFerie(m, t))), ...manque('les vacances scolaires', vac && d.vacances === 'interdites'),
      ...manque('le quorum', venus.length < d.quorum.presents), ...manque('la venue des personnes essentielles', combien(venus, (p) => p.role === 'essentiel') < requis), ...manque('la salle', m.salles.length > 0 && !m.salles.some((s) => s.places >= assis && !dedans.some(s.occupe))),
      ...Object.entries(d.quorum.professions).flatMap(([n, k]) => manque(`le quorum de profession « ${n} »`, combien(venus, (p) => p.profession === n) < k)), ...Object.entries(d.quorum.colleges).flatMap(([n, k]) => manque(`le quorum de collège « ${n} »`, combien(venus, (p) => p.college === n) < k)),
    ],
  };
}

function verdictDe(m: Monde, debut: number): Verdict[] {
  const { local, vac, soir, venus, manques } = regarder(m, debut);
  if (manques.length > 0) return [];
  const suite = soir ? combien(venus, (p) => p.soirsPris.includes(jourApres(local.jour, 1)) || p.soirsPris.includes(jourApres(local.jour, -1))) : 0;
  const carres = soir ? venus.reduce((somme, v) => somme + (v.p.soireesDeja + 1) ** 2 - v.p.soireesDeja ** 2, 0) : 0;
  const cle = [vac && m.d.vacances === 'evitees' ? 1 : 0, -combien(venus, (p) => p.role === 'essentiel'), -venus.length, venus.filter((v) => v.niveau === 1).length, suite, carres, debut];
  return [{ debut, jour: local.jour, cle, presents: venus.map((v) => v.p.id), siBesoin: venus.filter((v) => v.niveau === 1).map((v) => v.p.id) }];
}

const possiblesDe = (d: DemandeDeDate): Verdict[] => {
  const m = mondeDe(d);
  return candidatsDe(m).flatMap((debut) => verdictDe(m, debut));
};

function chercherPartout(d: DemandeDeDate): Verdict[] {
  const possibles = possiblesDe(d);
  const mieux = Math.max(0, ...possibles.map((v) => v.presents.length));
  const tries = possibles
    .map((v) => ({ ...v, cle: v.cle.map((c, i) => (i === 2 && -c >= mieux - d.tolerancePresents ? -mieux : c)) }))
    .sort((a, b) => a.cle.map((c, i) => c - (b.cle[i] ?? 0)).find((x) => x !== 0) ?? 0);
  return (d.unParJour ? tries.filter((v, i) => tries.findIndex((w) => w.jour === v.jour) === i) : tries).slice(0, d.nombre);
}

const deux = (n: number): string => String(n).padStart(2, '0');
const heureDe = (a: number, b: number) => fc.integer({ min: a * 12, max: b * 12 }).map((n) => `${deux(Math.floor(n / 12))}:${deux((n % 12) * 5)}`);
/** Weeks that hold the change to summer time, the change back, and an ordinary one with a bank holiday. */
const semaine = fc.constantFrom('2027-03-24', '2027-10-27', '2027-05-03', '2026-10-22');
const jourDe = (depart: string, n: number): string => new Date(Date.parse(depart) + n * 86_400_000).toISOString().slice(0, 10);

const demande = semaine.chain((du) => {
  const jour = fc.integer({ min: 0, max: 6 }).map((n) => jourDe(du, n));
  const plage = fc.record({ jours: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 4 }), bornes: fc.tuple(heureDe(6, 22), heureDe(6, 22)) }).filter((p) => p.bornes[0] !== p.bornes[1]).map((p) => {
    const [de, a] = [...p.bornes].sort();
    return { jours: p.jours, de: de ?? '08:00', a: a ?? '09:00' };
  });
  const intervalle = fc.record({ jour, bornes: fc.tuple(heureDe(4, 23), heureDe(4, 23)) }).filter((p) => p.bornes[0] !== p.bornes[1]).map((p) => {
    const [de, a] = [...p.bornes].sort();
    return { debut: `${p.jour}T${de}`, fin: `${p.jour}T${a}` };
  });
  const periode = fc.tuple(jour, jour).map(([a, b]) => (a < b ? { du: a, au: b } : { du: b, au: a }));
  const personne = fc.record({
    profession: fc.constantFrom('medecin', 'infirmier', 'pharmacien'), college: fc.constantFrom('liberal', 'hospitalier'),
    role: fc.constantFrom('essentiel', 'utile', 'utile', 'utile', 'informe'), lieu: fc.constantFrom('sur_place', 'a_distance'), trajetMinutes: fc.constantFrom(0, 0, 15, 40),
    consultations: fc.array(plage, { maxLength: 2 }), consultationsSouples: fc.boolean(), conges: fc.array(periode, { maxLength: 1 }),
    occupations: fc.array(intervalle, { maxLength: 3 }), soireesDeja: fc.integer({ min: 0, max: 4 }), soirsPris: fc.uniqueArray(jour, { maxLength: 2 }),
    reponses: fc.array(fc.record({ debut: fc.tuple(jour, fc.constantFrom('18:00', '19:30', '12:00')).map(([j, h]) => `${j}T${h}`), reponse: fc.constantFrom('oui', 'si_besoin', 'non') }), { maxLength: 3 }),
  });
  return fc.record({
    fuseau: fc.constantFrom('Europe/Paris', 'Europe/Paris', 'Indian/Reunion', 'America/Cayenne'),
    dureeMinutes: fc.constantFrom(30, 60, 120, 95), pasMinutes: fc.constantFrom(30, 60), heures: fc.constantFrom({ de: '08:00', a: '22:00' }, { de: '00:00', a: '24:00' }, { de: '12:00', a: '21:30' }),
    joursSemaine: fc.constantFrom([1, 2, 3, 4, 5], [1, 2, 3, 4, 5, 6, 7]), interdits: fc.array(intervalle, { maxLength: 2 }), plagesInterdites: fc.array(plage, { maxLength: 1 }),
    periodesVacances: fc.array(periode, { maxLength: 1 }), vacances: fc.constantFrom('evitees', 'interdites', 'permises'), joursFeries: fc.constantFrom('interdits', 'permis'),
    quorum: fc.record({ presents: fc.integer({ min: 0, max: 3 }), essentiels: fc.constantFrom('tous', 0, 1), professions: fc.constantFrom({}, { medecin: 1 }), colleges: fc.constantFrom({}, { hospitalier: 1, liberal: 1 }) }),
    salles: fc.constantFrom([], [{ nom: 'A', places: 3, occupations: [] }, { nom: 'B', places: 2, occupations: [{ debut: `${du}T08:00`, fin: `${du}T20:00` }] }]),
    soireeApres: fc.constantFrom('19:00', '20:00'), maxSoirees: fc.constantFrom(null, 2), tolerancePresents: fc.integer({ min: 0, max: 2 }), nombre: fc.integer({ min: 1, max: 6 }), unParJour: fc.boolean(),
    personnes: fc.array(personne, { minLength: 1, maxLength: 6 }).map((ps) => ps.map((p, i) => ({ id: `p${i}`, ...p }))),
  }).map((d) => ({ fenetre: { du, au: jourDe(du, 6) }, ...d }));
});

/** What the requests above leave at its default: listed starts (some in the hour that does not exist, or twice), a school zone, moments with an offset, other bank holidays, an evening limit of one's own. */
const plusLarge = demande.chain((d) => {
  const jour = fc.integer({ min: 0, max: 6 }).map((n) => jourDe(d.fenetre.du, n));
  const debut = fc.tuple(jour, heureDe(0, 23), fc.constantFrom('', '', 'Z', '+02:00')).map(([j, h, z]) => `${j}T${h}${z}`);
  return fc.record({
    creneaux: fc.option(fc.array(fc.oneof(debut, fc.constantFrom('2027-03-28T02:30', '2027-10-31T02:30', '2027-10-31T02:30+01:00')), { minLength: 1, maxLength: 25 }), { nil: undefined }),
    zoneScolaire: fc.constantFrom(null, 'A', 'C'), feries: fc.constantFrom('metropole', 'alsace_moselle', 'la_reunion', 'aucun'), feriesAjoutes: fc.array(jour.map((j) => ({ jour: j })), { maxLength: 1 }),
    interdits: fc.array(fc.tuple(debut, fc.integer({ min: 1, max: 40 })).map(([t, n]) => ({ debut: new Date(Date.parse(t.length === 16 ? `${t}Z` : t)).toISOString(), fin: new Date(Date.parse(t.length === 16 ? `${t}Z` : t) + n * 1_800_000).toISOString() })), { maxLength: 2 }),
    tous: fc.boolean(), limite: fc.constantFrom(undefined, 0, 1, 3),
  }).map(({ tous, limite, ...avec }) => ({ ...d, ...avec, quorum: { ...d.quorum, presents: tous ? d.personnes.length : d.quorum.presents }, personnes: d.personnes.map((p, i) => (i === 0 && limite !== undefined ? { ...p, maxSoirees: limite } : p)) }));
});

type Levee = { contrainte: string; cible: string | null; auMieux: number | null; datesPossibles: number; meilleure: number | undefined };

/** Each thing asked let go alone, by asking again without it; a threshold is lowered one by one until a date appears; a meeting of nobody is not told. */
function leveesDe(d: DemandeDeDate): Levee[] {
  const { quorum: q } = d;
  const essayer = (contrainte: string, cible: string | null, autre: DemandeDeDate, auMieux: number | null = null): Levee[] => {
    const datesPossibles = possiblesDe(autre).length;
    return datesPossibles === 0 ? [] : [{ contrainte, cible, auMieux, datesPossibles, meilleure: chercherPartout({ ...autre, nombre: 1 })[0]?.debut }];
  };
  const abaisser = (contrainte: string, cible: string | null, requis: number, avec: (k: number) => DemandeDeDate['quorum']): Levee[] => {
    for (let k = requis - 1; k >= (contrainte === 'quorum.presents' ? 1 : 0); k--) {
      const l = essayer(contrainte, cible, { ...d, quorum: avec(k) }, k);
      if (l.length > 0) return l;
    }
    return [];
  };
  const essentielles = d.personnes.filter((p) => p.role === 'essentiel');
  const changer = (p: (x: DemandeDeDate['personnes'][number]) => DemandeDeDate['personnes'][number]): DemandeDeDate => ({ ...d, personnes: d.personnes.map(p) });
  const regulier = d.creneaux === undefined;
  return [
    ...abaisser('quorum.presents', null, q.presents, (presents) => ({ ...q, presents })), ...abaisser('quorum.essentiels', null, q.essentiels === 'tous' ? essentielles.length : q.essentiels, (essentiels) => ({ ...q, essentiels })),
    ...Object.entries(q.professions).flatMap(([n, seuil]) => abaisser('quorum.professions', n, seuil, (k) => ({ ...q, professions: { ...q.professions, [n]: k } }))), ...Object.entries(q.colleges).flatMap(([n, seuil]) => abaisser('quorum.colleges', n, seuil, (k) => ({ ...q, colleges: { ...q.colleges, [n]: k } }))),
    ...(q.essentiels === 'tous' ? essentielles.flatMap((e) => essayer('personnes.role', e.id, changer((p) => (p.id === e.id ? { ...p, role: 'utile' } : p)))) : []),
    ...essayer('interdits', null, { ...d, interdits: [], plagesInterdites: [] }), ...essayer('vacances', null, { ...d, vacances: d.vacances === 'interdites' ? 'evitees' : d.vacances }), ...essayer('joursFeries', null, { ...d, joursFeries: 'permis' }), ...essayer('salles', null, { ...d, salles: [] }),
    ...essayer('maxSoirees', null, { ...changer(({ maxSoirees: _, ...p }) => p), maxSoirees: null }), ...essayer('consultations', null, changer((p) => ({ ...p, consultationsSouples: true }))),
    ...(regulier ? [...essayer('heures', null, { ...d, heures: { de: d.heures.de < '07:00' ? d.heures.de : '07:00', a: d.heures.a > '23:00' ? d.heures.a : '23:00' } }), ...essayer('joursSemaine', null, { ...d, joursSemaine: [1, 2, 3, 4, 5, 6, 7] })] : []),
  ];
}

describe('le moteur des dates', () => {
  test('donne exactement ce que trouve une recherche exhaustive écrite autrement', () => {
    let datees = 0;
    fc.assert(
      fc.property(demande, (brute) => {
        const d = DemandeDeDate.parse(brute);
        const attendu = chercherPartout(d);
        const issue = proposer(d);
        const dates = issue.ok ? issue.valeur.dates : [];
        if (dates.length > 0) datees++;
        expect(dates.map((x) => ({ debut: Date.parse(x.debut), presents: x.presents, siBesoin: x.siBesoin }))).toEqual(attendu.map(({ debut, presents, siBesoin }) => ({ debut, presents, siBesoin })));
      }),
      { numRuns: 150, seed: 20261122 },
    );
    expect(datees).toBeGreaterThan(40);
  });

  test('dit d’un refus exactement ce que donne chaque contrainte levée, et à défaut le plus petit ensemble à lever', () => {
    const vus = { refus: 0, levees: 0, ensembles: 0, dates: 0 };
    fc.assert(
      fc.property(plusLarge, (brute) => {
        const d = DemandeDeDate.parse(brute);
        const issue = proposer(d);
        const attendu = chercherPartout(d);
        expect(issue.ok ? issue.valeur.dates.map((x) => Date.parse(x.debut)) : []).toEqual(attendu.map((v) => v.debut));
        if (attendu.length > 0) vus.dates++;
        if (issue.ok || issue.refus.code !== 'aucune_date') return;
        vus.refus++;
        const dites = issue.refus.blocages.map((b): Levee => ({ contrainte: b.contrainte, cible: b.cible, auMieux: b.auMieux, datesPossibles: b.datesPossibles, meilleure: b.meilleure ? Date.parse(b.meilleure.debut) : undefined }));
        const cle = (l: Levee): string => `${l.contrainte} ${l.cible}`;
        const levees = leveesDe(d);
        expect(dites.toSorted((a, b) => (cle(a) < cle(b) ? -1 : 1))).toEqual(levees.toSorted((a, b) => (cle(a) < cle(b) ? -1 : 1)));
        vus.levees += dites.length;
        if (dites.length > 0) return void expect(issue.refus.ensemble).toBeNull();
        const m = mondeDe(d);
        const manques = candidatsDe(m).map((t) => regarder(m, t).manques);
        const peu = Math.min(...manques.map((x) => x.length));
        const combienDe = Map.groupBy(manques.filter((x) => x.length === peu).map((x) => x.toSorted().join(' et ')), (x) => x);
        if (issue.refus.ensemble === null) return void expect(peu).toBe(1);
        vus.ensembles++;
        expect([issue.refus.ensemble.contraintes.length, issue.refus.ensemble.datesPossibles]).toEqual([peu, Math.max(...[...combienDe.values()].map((x) => x.length))]);
        expect(combienDe.get(issue.refus.ensemble.contraintes.toSorted().join(' et '))?.length).toBe(issue.refus.ensemble.datesPossibles);
      }),
      { numRuns: 50, seed: 20261123 },
    );
    expect(vus.dates).toBeGreaterThan(8);
    expect(vus.refus).toBeGreaterThan(8);
    expect(vus.levees).toBeGreaterThan(8);
    expect(vus.ensembles).toBeGreaterThan(0);
  });

  test('l’ordre des personnes, de leurs agendas, des salles de tailles différentes et des interdits ne change ni les dates ni leur rang', () => {
    const retourner = <T>(liste: readonly T[]): T[] => liste.toReversed();
    fc.assert(
      fc.property(demande, (brute) => {
        const d = DemandeDeDate.parse(brute);
        const autre: DemandeDeDate = {
          ...d, joursSemaine: retourner(d.joursSemaine), interdits: retourner(d.interdits), salles: retourner(d.salles),
          personnes: retourner(d.personnes).map((p) => ({ ...p, consultations: retourner(p.consultations), occupations: retourner(p.occupations), soirsPris: retourner(p.soirsPris) })),
        };
        const dire = (x: DemandeDeDate) => {
          const r = proposer(x);
          return r.ok ? r.valeur.dates.map((v) => [v.debut, v.criteres, v.salle, v.apresLaPrecedenteCar, v.presents.toSorted(), v.absents.map((a) => `${a.personne} ${a.raison}`).toSorted(), v.couts.map((c) => c.phrase).toSorted()]) : r.refus.code;
        };
        expect(dire(autre)).toEqual(dire(d));
      }),
      { numRuns: 150, seed: 11 },
    );
  });

  test('changer une réponse ou une personne donne le même résultat que tout recalculer', () => {
    const changement = fc.record({ qui: fc.nat(), reponse: fc.constantFrom('oui', 'si_besoin', 'non'), creneau: fc.nat(), comme: fc.option(fc.nat()) });
    fc.assert(
      fc.property(demande, fc.array(changement, { minLength: 1, maxLength: 5 }), (brute, changements) => {
        const d = DemandeDeDate.parse(brute);
        const etat = preparer(d);
        const { n, debuts } = etat.grille;
        for (const c of changements) {
          const p = etat.personnes[c.qui % etat.personnes.length];
          const autre = c.comme === null ? undefined : d.personnes[c.comme % d.personnes.length];
          if (!p) continue;
          if (autre) remplacerPersonne(etat, { ...autre, id: p.id, role: p.role });
          else if (n > 0) expect(repondre(etat, { id: p.id, debut: new Date(debuts[c.creneau % n] ?? 0).toISOString(), reponse: c.reponse })).toBe(true);
        }
        expect(resultat(etat)).toEqual(proposer({ ...d, personnes: etat.personnes }));
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});
