import { comparer, enTexte } from '#core/fraction.ts';
import { parCode } from './corps.ts';
import { type Departe, designer, type NouveauTour } from './designation.ts';
import type { Cadre } from './expression.ts';
import { arreter, exigerFait, exigerRegle } from './refus.ts';
import type { Candidat, Election } from './scrutin.ts';
import { plusGrandNombre, type Sieges } from './sieges.ts';
import { compterDepartage, compterTour, type DepartageLu, type TourCompte, type TourLu } from './tour.ts';
import type { Lot } from './urne.ts';

export type Elu = { readonly id: string; readonly tour: 1 | 2; readonly voix: string };
export type GroupeCompte = {
  /** The college that elects its own, or null when everybody votes for everybody. */
  readonly college: string | null;
  readonly sieges: number;
  readonly tours: readonly TourCompte[];
  readonly elus: readonly Elu[];
  readonly vacants: number;
  readonly departages: readonly Departe[];
  /** Who may stand at the second round, when it has still to be held. */
  readonly secondTour: { readonly candidats: readonly string[]; readonly sieges: number } | null;
  readonly nouveauTour: NouveauTour | null;
};
export type ElectionComptee = { readonly issue: 'pourvue' | 'pourvue_en_partie' | 'sans_elu' | 'second_tour_requis' | 'egalite_a_departager'; readonly groupes: readonly GroupeCompte[]; readonly elus: readonly string[]; readonly vacants: number };

/** A vote as it was held: its ballots, and who was there then. */
export type UrneTenue = { readonly lots: readonly Lot[]; readonly cadre: Cadre };
/** A round, then each vote between the candidates it left tied. */
export type TourTenu = UrneTenue & { readonly departages: readonly UrneTenue[] };

type Groupe = { readonly college: string | null; readonly sieges: Sieges; readonly candidats: readonly Candidat[]; readonly tours: readonly TourTenu[]; readonly cadre: Cadre; readonly vote: Election };

type EnCours = { elus: Elu[]; candidats: Candidat[]; departages: Departe[]; nouveauTour: NouveauTour | null };

/** Who stands at the second round. */
function maintenus(g: Groupe, premier: TourLu, restants: readonly Candidat[], sieges: number): readonly Candidat[] {
  const regles = g.cadre.regles.election?.secondTour;
  const qui = exigerRegle(regles?.candidats, 'election.secondTour.candidats', 'Un second tour a lieu : il faut savoir qui peut s’y maintenir.');
  if (qui === 'restants') return restants;
  const places = sieges * exigerRegle(regles?.parSiege, 'election.secondTour.parSiege', 'Les mieux placés se maintiennent : il faut savoir combien par siège.');
  const ids = new Set(restants.map((c) => c.id));
  const classes = premier.classes.filter((c) => ids.has(c.candidat.id));
  const limite = classes[Math.min(places, classes.length) - 1];
  return limite ? classes.filter((c) => comparer(c.voix, limite.voix) >= 0).map((c) => c.candidat) : [];
}

/** A round read, with the votes that followed it. */
type Lu = { readonly tour: TourLu; readonly departages: readonly DepartageLu[] };

function retenir(g: Groupe, e: EnCours, { tour: lu, departages }: Lu, { dernier, sieges = g.sieges, libre = false }: { dernier: boolean; sieges?: Sieges; libre?: boolean }): void {
  const dedans = new Set(e.candidats.map((c) => c.id));
  const dehors = <T>(liste: readonly T[], de: (x: T) => Candidat): T[] => liste.filter((x) => !dedans.has(de(x).id));
  const d = designer({
    sieges, ecart: libre ? undefined : g.cadre.regles.election?.parite?.ecart, eligibles: dehors(lu.eligibles, (c) => c.candidat), enLice: dehors(dernier ? lu.eligibles.map((c) => c.candidat) : g.candidats, (c) => c),
    regles: g.cadre.regles.election?.egalite, departages: departages.map((x) => x.classes), graine: g.vote.graine,
  }, e.candidats);
  const voix = new Map(lu.classes.map((c) => [c.candidat.id, c.voix]));
  e.candidats.push(...d.elus);
  e.elus.push(...d.elus.flatMap((c) => { const v = voix.get(c.id); return v ? [{ id: c.id, tour: lu.compte.tour, voix: enTexte(v) }] : []; }));
  e.departages.push(...d.departages);
  e.nouveauTour ??= d.nouveauTour;
}

/** Seats that a division by college or parity leaves empty while others could sit: vacant or open, as the statutes say. */
function ouvrir(g: Groupe, e: EnCours, lu: Lu): void {
  const dedans = new Set(e.candidats.map((c) => c.id));
  if (e.nouveauTour || e.candidats.length >= g.sieges.total || !lu.tour.eligibles.some((c) => !dedans.has(c.candidat.id))) return;
  const suite = exigerRegle(g.cadre.regles.election?.siegesSansCandidat, 'election.siegesSansCandidat', 'La répartition par collège ou la parité laisse des sièges sans candidat : restent-ils vacants ?');
  if (suite === 'ouverts') retenir(g, e, lu, { dernier: true, sieges: { total: g.sieges.total, parCollege: undefined }, libre: true });
}

/** Votes between tied candidates as they are taken up, round by round. */
type Departages = readonly [DepartageLu[], DepartageLu[]];

function compterGroupe(g: Groupe, departages: Departages): GroupeCompte {
  const e: EnCours = { elus: [], candidats: [], departages: [], nouveauTour: null };
  const total = g.sieges.total;
  const [premierTenu, secondTenu] = g.tours;
  const lire = (tour: 1 | 2, sieges: number, candidats: readonly Candidat[], { lots, cadre }: UrneTenue = { lots: [], cadre: g.cadre }): Lu => {
    const siens = departages[tour - 1] ?? [];
    return { tour: compterTour({ tour, sieges, candidats, lots, cadre, departages: siens }), departages: siens };
  };
  const premier = lire(1, total, g.candidats, premierTenu);
  const regles = g.cadre.regles.election;
  const seul = premier.tour.compte.majorite === 'relative' || regles?.tours === 1;
  retenir(g, e, premier, { dernier: seul });
  const rendre = (tours: readonly Lu[], secondTour: GroupeCompte['secondTour']): GroupeCompte => ({ college: g.college, sieges: total, tours: tours.map((x) => x.tour.compte), elus: e.elus, vacants: total - e.elus.length, departages: e.departages, secondTour, nouveauTour: e.nouveauTour });
  const clore = (tours: readonly Lu[], dernier: Lu): GroupeCompte => {
    ouvrir(g, e, dernier);
    return rendre(tours, null);
  };
  const dedans = new Set(e.candidats.map((c) => c.id));
  const restants = g.candidats.filter((c) => !dedans.has(c.id));
  const possible = (plusGrandNombre(g.sieges, e.candidats, restants, regles?.parite?.ecart) ?? 0) > e.candidats.length;
  const fini = seul || e.nouveauTour !== null || e.candidats.length >= total || !possible || exigerRegle(regles?.tours, 'election.tours', 'Le premier tour ne pourvoit pas tous les sièges : y a-t-il un second tour ?') === 1;
  if (fini) return clore([premier], premier);
  const sieges = total - e.elus.length;
  const candidats = maintenus(g, premier.tour, restants, sieges);
  if (!secondTenu) return rendre([premier], { candidats: candidats.map((c) => c.id).sort(parCode), sieges });
  const second = lire(2, sieges, candidats, secondTenu);
  retenir(g, e, second, { dernier: true });
  return clore([premier, second], second);
}

/** Takes up the votes held between tied candidates one after the other: each is between those whom the count, so far, leaves tied. */
function compterAvecDepartages(g: Groupe): GroupeCompte {
  const departages: Departages = [[], []];
  for (;;) {
    const compte = compterGroupe(g, departages);
    const rang = compte.tours.length - 1;
    const tenus = departages[rang] ?? [];
    const urne = g.tours[rang]?.departages[tenus.length];
    if (!compte.nouveauTour || !urne) return compte;
    const entre = new Set(compte.nouveauTour.candidats);
    tenus.push(compterDepartage({ sieges: compte.nouveauTour.sieges, candidats: g.candidats.filter((c) => entre.has(c.id)), ...urne }));
  }
}

function verifierCandidats(vote: Election, cadre: Cadre): void {
  const colleges = typeof vote.sieges === 'number' ? undefined : new Set(vote.sieges.map((s) => s.college));
  for (const c of [...vote.candidats].sort((a, b) => parCode(a.id, b.id))) {
    if (cadre.regles.election?.parite) exigerFait(c.genre, `candidats.${c.id}.genre`, 'La parité est exigée : il faut le genre de chaque candidat (N s’il ne veut pas le dire).');
    if (!colleges) continue;
    const college = exigerFait(c.college, `candidats.${c.id}.college`, 'Les sièges sont répartis par collège : il faut celui de chaque candidat.');
    if (!colleges.has(college)) arreter({ code: 'inconnu', ou: 'candidats.college', id: college });
  }
}

/** True when each college elects its own. Asked only when seats are divided. */
export const parCollegeElecteur = (vote: Election, cadre: Cadre): boolean =>
  typeof vote.sieges !== 'number' && exigerRegle(cadre.regles.election?.electeurs, 'election.electeurs', 'Les sièges sont répartis par collège : tous votent-ils pour tous, ou chaque collège pour les siens ?') === 'college';

/** The members of one college, and what they put in the urns. */
const cadreDuCollege = ({ corps, ...cadre }: Cadre, college: string): Cadre => ({ ...cadre, corps: { ...corps, inscrits: corps.inscrits.filter((m) => m.college === college), votants: corps.votants.filter((m) => m.college === college) } });
const duCollege = (tours: readonly TourTenu[], college: string): readonly TourTenu[] => {
  const sienne = ({ lots, cadre }: UrneTenue): UrneTenue => ({ lots: lots.filter((l) => l.college === college), cadre: cadreDuCollege(cadre, college) });
  return tours.map((t) => ({ ...sienne(t), departages: t.departages.map(sienne) }));
};

function groupes(vote: Election, cadre: Cadre, tours: readonly TourTenu[]): readonly Groupe[] {
  if (typeof vote.sieges === 'number') return [{ college: null, sieges: { total: vote.sieges, parCollege: undefined }, candidats: vote.candidats, tours, cadre, vote }];
  const divises = [...vote.sieges].sort((a, b) => parCode(a.college, b.college));
  if (!parCollegeElecteur(vote, cadre)) return [{ college: null, sieges: { total: divises.reduce((n, s) => n + s.sieges, 0), parCollege: new Map(divises.map((s) => [s.college, s.sieges])) }, candidats: vote.candidats, tours, cadre, vote }];
  return divises.map(({ college, sieges }) => ({ college, sieges: { total: sieges, parCollege: undefined }, candidats: vote.candidats.filter((c) => c.college === college), tours: duCollege(tours, college), cadre: cadreDuCollege(cadre, college), vote }));
}

/**
 * Refuses a vote that nothing called for, and a second round held before the first is settled. In one college the seats may be filled while
 * another votes again: who carries a proxy from the first has its voice too, which elects nobody.
 */
function verifierSuite(comptes: readonly GroupeCompte[], tours: readonly TourTenu[]): void {
  const attend = comptes.find((g) => g.nouveauTour && g.tours.length < tours.length);
  if (attend?.nouveauTour) arreter({ code: 'departage_attendu', candidats: attend.nouveauTour.candidats });
  if (tours.length > 1 && comptes.every((g) => g.tours.length === 1)) arreter({ code: 'second_tour_sans_objet' });
  for (const [i, { departages }] of tours.entries()) {
    const pris = Math.max(...comptes.map((g) => g.tours[i]?.departages.length ?? 0));
    if (departages.length > pris) arreter({ code: 'departage_sans_objet', tour: i + 1, rang: pris });
  }
}

/** Counts an election whose quorum is reached: one group, or one per college when each elects its own. */
export function compterElection(vote: Election, cadre: Cadre, tours: readonly TourTenu[]): ElectionComptee {
  if (cadre.ponderation.mode === 'college_bloc') arreter({ code: 'combinaison_impossible', pourquoi: 'Un collège qui vote d’un bloc tranche une résolution ; il n’élit pas plusieurs personnes.' });
  verifierCandidats(vote, cadre);
  const comptes = groupes(vote, cadre, tours).map(compterAvecDepartages);
  verifierSuite(comptes, tours);
  const elus = comptes.flatMap((g) => g.elus.map((e) => e.id)).sort(parCode);
  const vacants = comptes.reduce((n, g) => n + g.vacants, 0);
  const issue = comptes.some((g) => g.nouveauTour) ? 'egalite_a_departager' : comptes.some((g) => g.secondTour) ? 'second_tour_requis' : vacants === 0 ? 'pourvue' : elus.length > 0 ? 'pourvue_en_partie' : 'sans_elu';
  return { issue, groupes: comptes, elus, vacants };
}
