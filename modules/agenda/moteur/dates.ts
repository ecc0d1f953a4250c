import { type Classement, type Critere, essentielsRequis, premierEcart, salleDe } from './classement.ts';
import type { PersonneInvitee } from './demande.ts';
import { type Etat, NON, sansSoiree, SI_BESOIN } from './etat.ts';
import { deplier, type Grille, joursEntiers, lireIntervalle, type PeriodeNommee, type Temps } from './grille.ts';
import { ecrireMoment, jourEnLocal, lireMoment, MS_PAR_JOUR, MS_PAR_MINUTE } from './horloge.ts';
import { direAbsence, direCout, direCreneau, direPourquoi } from './phrases.ts';
import type { Absence, Cout, DateProposee } from './proposition.ts';

const touche = (t: Temps, c: Temps, marge = 0): boolean => t.fin > t.debut && t.debut - marge < c.fin && c.debut < t.fin + marge;
const creneau = (g: Grille, s: number): Temps => ({ debut: g.debuts[s] ?? 0, fin: (g.debuts[s] ?? 0) + g.dureeMs });
const margeDe = (p: PersonneInvitee): number => (p.lieu === 'sur_place' ? p.trajetMinutes * MS_PAR_MINUTE : 0);
const nomDe = (p: PersonneInvitee): string => p.nom ?? p.id;
const reponseA = (p: PersonneInvitee, g: Grille, debut: number): string | undefined => p.reponses.findLast((r) => lireMoment(r.debut, g.horloge) === debut)?.reponse;

/** Why somebody counted absent is: the first reason in the order in which the engine decides. */
function raisonDe(e: Etat, p: PersonneInvitee, s: number): Absence {
  const { grille: g } = e;
  const c = creneau(g, s);
  if (g.soirees[s] === 1 && sansSoiree(p, e.demande)) return 'soirees_epuisees';
  if (reponseA(p, g, c.debut) !== undefined) return 'reponse';
  if (p.conges.some((x) => touche(joursEntiers(x, g.horloge), c))) return 'conge';
  if (p.occupations.some((x) => touche(lireIntervalle(x, g.horloge), c, margeDe(p)))) return 'occupation';
  return 'consultation';
}

function minutesPerdues(p: PersonneInvitee, g: Grille, c: Temps): number {
  const marge = margeDe(p);
  const [debut, fin] = [c.debut - marge, c.fin + marge];
  const perdus = deplier(p.consultations, { horloge: g.horloge, etendue: { du: Math.floor(g.horloge.local(debut) / MS_PAR_JOUR - 1) * MS_PAR_JOUR, au: g.horloge.local(fin) + MS_PAR_JOUR } })
    .map((t) => [Math.max(t.debut, debut), Math.min(t.fin, fin)] as const)
    .filter(([a, b]) => a < b)
    .sort((x, y) => x[0] - y[0]);
  let jusque = Number.NEGATIVE_INFINITY;
  let total = 0;
  for (const [a, b] of perdus) {
    total += Math.max(0, b - Math.max(a, jusque));
    jusque = Math.max(jusque, b);
  }
  return Math.round(total / MS_PAR_MINUTE);
}

function coutsDe(e: Etat, s: number, venus: readonly { readonly p: PersonneInvitee; readonly niveau: number }[]): Cout[] {
  const { grille: g } = e;
  const c = creneau(g, s);
  const jour = g.jours[s] ?? 0;
  return venus.flatMap(({ p, niveau }): Cout[] => {
    const qui = { personne: p.id, nom: nomDe(p) };
    const minutes = niveau === SI_BESOIN ? minutesPerdues(p, g, c) : 0;
    const soir = g.soirees[s] === 1;
    return [
      ...(soir ? [{ ...qui, code: 'soiree' as const, nombre: p.soireesDeja + 1 }] : []),
      ...(soir && p.soirsPris.some((j) => Math.abs(jourEnLocal(j) / MS_PAR_JOUR - jour) === 1) ? [{ ...qui, code: 'deux_soirs_de_suite' as const }] : []),
      ...(niveau !== SI_BESOIN ? [] : minutes > 0 ? [{ ...qui, code: 'consultation' as const, minutes }] : [{ ...qui, code: 'si_besoin' as const }]),
    ];
  });
}

/** Professions of at least two expected people who can all come. */
function completes(comptees: readonly PersonneInvitee[], presents: ReadonlySet<string>): string[] {
  const parProfession = Map.groupBy(comptees.filter((p) => p.profession !== undefined), (p) => p.profession ?? '');
  return [...parProfession].filter(([, gens]) => gens.length > 1 && gens.every((p) => presents.has(p.id))).map(([nom, gens]) => `${nom} (${gens.length})`);
}

const nomDePeriode = (periodes: readonly PeriodeNommee[], c: Temps): string | null => periodes.find((p) => touche(p, c))?.nom ?? null;

function quorumDe(e: Etat, s: number): DateProposee['quorum'] {
  const { comptes: c } = e;
  return {
    presents: { requis: e.demande.quorum.presents, presents: c.presents[s] ?? 0 },
    essentiels: { requis: essentielsRequis(e), presents: c.essentiels[s] ?? 0 },
    groupes: e.groupes.map((g, i) => ({ genre: g.genre, nom: g.nom, requis: g.seuil, presents: c.groupes[i]?.[s] ?? 0 })),
  };
}

/** One slot told in full: who, why, at what cost to whom. */
export function decrireDate(e: Etat, s: number, place: { readonly rang: number; readonly apres: Critere | null }): DateProposee {
  const { grille: g, comptes: c, demande } = e;
  const temps = creneau(g, s);
  const comptees = e.personnes.map((p, i) => ({ p, niveau: e.lignes[i * g.n + s] ?? NON })).filter(({ p }) => p.role !== 'informe');
  const venus = comptees.filter((x) => x.niveau !== NON);
  const presents = venus.map((x) => x.p.id);
  const local = g.horloge.local(temps.debut);
  const faits = {
    rang: place.rang,
    debut: ecrireMoment(temps.debut, g.horloge),
    fin: ecrireMoment(temps.fin, g.horloge),
    jour: new Date(local).toISOString().slice(0, 10),
    libelle: direCreneau(temps.debut, temps.fin, g.horloge),
    soiree: g.soirees[s] === 1,
    vacances: nomDePeriode(g.vacances, temps),
    ferie: nomDePeriode(g.feries, temps),
    salle: salleDe(e, s) ?? null,
    criteres: {
      vacances: g.enVacances[s] === 1 && demande.vacances === 'evitees' ? 1 as const : 0 as const,
      essentiels: c.essentiels[s] ?? 0, presents: c.presents[s] ?? 0, siBesoin: c.siBesoin[s] ?? 0, deuxSoirsDeSuite: c.deSuite[s] ?? 0, equite: c.equite[s] ?? 0,
    },
    apresLaPrecedenteCar: place.apres,
    presents,
    siBesoin: venus.filter((x) => x.niveau === SI_BESOIN).map((x) => x.p.id),
    absents: comptees.filter((x) => x.niveau === NON).map(({ p }) => {
      const raison = raisonDe(e, p, s);
      return { personne: p.id, nom: nomDe(p), raison, phrase: `${nomDe(p)} ${direAbsence(raison)}.` };
    }),
    quorum: quorumDe(e, s),
  };
  const attendues = comptees.map((x) => x.p);
  const pourquoi = direPourquoi({ ...faits, attendus: comptees.length, completes: completes(attendues, new Set(presents)), nombreEssentiels: attendues.filter((p) => p.role === 'essentiel').length, eviter: g.vacances.length > 0 });
  return { ...faits, pourquoi, couts: coutsDe(e, s, venus).map((x) => ({ ...x, phrase: direCout(x) })) };
}

export const decrireDates = (e: Etat, { meilleurs, regard }: Classement): DateProposee[] =>
  meilleurs.map((s, i) => decrireDate(e, s, { rang: i + 1, apres: i === 0 ? null : premierEcart(regard, meilleurs[i - 1] ?? s, s) }));
