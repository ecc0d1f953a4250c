import { comparer, type Fraction } from '#core/fraction.ts';
import { parCode } from './corps.ts';
import { exigerFait, exigerRegle } from './refus.ts';
import type { Departage } from './regles.ts';
import type { Candidat } from './scrutin.ts';
import { sha256 } from './sha256.ts';
import { plusGrandNombre, type Sieges } from './sieges.ts';

export type Classe = { readonly candidat: Candidat; readonly voix: Fraction };
export type Departe = { readonly regle: Departage; readonly entre: readonly string[]; readonly ordre: readonly (readonly string[])[] };
export type NouveauTour = { readonly candidats: readonly string[]; readonly sieges: number };

export type Designation = { readonly elus: Candidat[]; readonly departages: Departe[]; nouveauTour: NouveauTour | null };

type Demande = {
  readonly sieges: Sieges;
  readonly ecart: number | undefined;
  /** Those who may be elected at this round, with their voices. */
  readonly eligibles: readonly Classe[];
  /** Everyone who may still be elected, at this round or a later one: a seat kept for them is not given away. */
  readonly enLice: readonly Candidat[];
  readonly regles: readonly Departage[] | undefined;
  /** The votes already held between those tied at this round, in their order. */
  readonly departages: readonly (readonly Classe[])[];
  readonly graine: string | undefined;
};

/** The value by which a rule orders tied candidates: the smaller first. */
function rangSelon(regle: Exclude<Departage, 'nouveau_tour'>, c: Candidat, graine: string | undefined): string {
  switch (regle) {
    case 'doyen':
    case 'benjamin':
      return exigerFait(c.naissance, `candidats.${c.id}.naissance`, 'L’âge départage : il faut la date de naissance.');
    case 'anciennete':
      return exigerFait(c.membreDepuis, `candidats.${c.id}.membreDepuis`, 'L’ancienneté départage : il faut la date d’adhésion.');
    case 'sort':
      return sha256(`${exigerFait(graine, 'vote.graine', 'Le sort départage : il faut la graine publiée.')}:${c.id}`);
  }
}

function ranger(regle: Exclude<Departage, 'nouveau_tour'>, groupe: readonly Candidat[], graine: string | undefined): Candidat[][] {
  const rangs = new Map(groupe.map((c) => [c.id, rangSelon(regle, c, graine)]));
  const sens = regle === 'benjamin' ? -1 : 1;
  const tries = [...groupe].sort((a, b) => sens * parCode(rangs.get(a.id) ?? '', rangs.get(b.id) ?? ''));
  return [...Map.groupBy(tries, (c) => rangs.get(c.id)).values()];
}

/** Above so many ways of seating tied candidates, all of them are told apart, even those who would sit in any case. */
const FACONS_MAX = 5000;

/** Two of the same college and gender are worth the same to the seats. */
const sorteDe = (c: Candidat): string => JSON.stringify([c.college, c.genre]);

/** Of tied candidates: those who sit whichever way the others are told apart, and how many can sit at most. */
type Partage = { readonly surs: readonly Candidat[]; readonly places: number };

function partager(possibles: readonly Candidat[], tient: (plus: readonly Candidat[]) => boolean): Partage {
  const sortes = [...Map.groupBy(possibles, sorteDe).values()];
  if (sortes.reduce((n, s) => n * (s.length + 1), 1) > FACONS_MAX) return { surs: [], places: asseoir(possibles, tient).length };
  const auMoins = sortes.map((s) => s.length);
  let places = 0;
  const vus = new Set<string>();
  const explorer = (pris: readonly number[]): void => {
    if (vus.has(pris.join())) return;
    vus.add(pris.join());
    const suites = sortes.map((_, i) => pris.map((n, j) => (i === j ? n + 1 : n))).filter((suite) => suite.every((n, i) => n <= (sortes[i]?.length ?? 0)) && tient(sortes.flatMap((s, i) => s.slice(0, suite[i]))));
    if (suites.length === 0) {
      pris.forEach((n, i) => { auMoins[i] = Math.min(auMoins[i] ?? 0, n); });
      places = Math.max(places, pris.reduce((n, x) => n + x, 0));
    }
    for (const suite of suites) explorer(suite);
  };
  explorer(sortes.map(() => 0));
  return { surs: sortes.flatMap((s, i) => (auMoins[i] === s.length ? s : [])), places };
}

/** Some way of seating them, as many as it goes. */
const asseoir = (possibles: readonly Candidat[], tient: (plus: readonly Candidat[]) => boolean): readonly Candidat[] =>
  possibles.reduce<readonly Candidat[]>((pris, c) => (tient([...pris, c]) ? [...pris, c] : pris), []);

/**
 * Fills seats by decreasing voices. Among all the sets of the largest possible size that respect the seats of colleges and the gap
 * between women and men, the result is the first in the order of voices. Tied candidates are told apart only when it decides who sits.
 */
export function designer(demande: Demande, dejaElus: readonly Candidat[]): Designation {
  const { sieges, ecart, eligibles, enLice } = demande;
  const issue: Designation = { elus: [], departages: [], nouveauTour: null };
  // Tied candidates keep their seats until a new vote says whose they are: seats of other colleges go on without them.
  const attendus: Candidat[] = [];
  const tous = (plus: readonly Candidat[]): Candidat[] => [...dejaElus, ...issue.elus, ...attendus, ...plus];
  // With parity, who sits next depends on the new vote, unless all those tied are worth the same.
  let suspendu = false;
  const cible = plusGrandNombre(sieges, dejaElus, enLice, ecart);
  if (cible === undefined) return issue;
  const tient = (plus: readonly Candidat[]): boolean => {
    const pris = tous(plus);
    const ids = new Set(pris.map((c) => c.id));
    return plusGrandNombre(sieges, pris, enLice.filter((c) => !ids.has(c.id)), ecart) === cible;
  };
  /** `vote`: the first of the votes between tied candidates that has not served for this group. */
  const traiter = (groupe: readonly Candidat[], regles: readonly Departage[] | undefined, { epuisees, vote }: { epuisees: boolean; vote: number }): void => {
    const possibles = groupe.filter((c) => tient([c]));
    if (possibles.length === 0 || suspendu) return;
    if (tient(possibles)) {
      issue.elus.push(...possibles);
      return;
    }
    const { surs, places } = partager(possibles, tient);
    if (surs.length > 0) {
      issue.elus.push(...surs);
      traiter(possibles.filter((c) => !surs.includes(c)), regles, { epuisees, vote });
      return;
    }
    const entre = possibles.map((c) => c.id);
    const pourquoi = `${entre.join(', ')} ont le même nombre de voix et ne peuvent pas tous être élus${epuisees ? ' ; les règles dites ne les départagent pas' : ''}.`;
    const regle = exigerRegle(regles?.[0], 'election.egalite', pourquoi);
    const range = regle === 'nouveau_tour' ? voteEntre(possibles, demande.departages, vote) : { ordre: ranger(regle, possibles, demande.graine), suivant: vote };
    if (!range) {
      attendus.push(...asseoir(possibles, tient));
      suspendu = ecart !== undefined && new Set(possibles.map(sorteDe)).size > 1;
      issue.nouveauTour = { candidats: [...(issue.nouveauTour?.candidats ?? []), ...entre].sort(parCode), sieges: (issue.nouveauTour?.sieges ?? 0) + places };
      return;
    }
    issue.departages.push({ regle, entre, ordre: range.ordre.map((g) => g.map((c) => c.id)) });
    // A new vote that leaves a tie, when it is the last rule said, is followed by another.
    const reste = regle === 'nouveau_tour' && regles?.length === 1 ? regles : regles?.slice(1);
    for (const sousGroupe of range.ordre) traiter(sousGroupe, reste, { epuisees: true, vote: range.suivant });
  };
  for (const groupe of grouper(eligibles)) traiter(groupe, demande.regles, { epuisees: false, vote: 0 });
  return issue;
}

/** The first vote, from this rank, at which all of them stood: their order in it, and the rank of the next. */
function voteEntre(possibles: readonly Candidat[], votes: Demande['departages'], depuis: number): { readonly ordre: Candidat[][]; readonly suivant: number } | undefined {
  for (const [rang, classes] of votes.entries()) {
    const siens = classes.filter((x) => possibles.some((c) => c.id === x.candidat.id));
    if (rang >= depuis && siens.length === possibles.length) return { ordre: grouper(siens), suivant: rang + 1 };
  }
  return undefined;
}

/** Groups of equal voices, most voices first; inside a group, by identifier. */
function grouper(eligibles: readonly Classe[]): Candidat[][] {
  const tries = [...eligibles].sort((a, b) => comparer(b.voix, a.voix) || parCode(a.candidat.id, b.candidat.id));
  const groupes: { voix: Fraction; candidats: Candidat[] }[] = [];
  for (const { candidat, voix } of tries) {
    const dernier = groupes.at(-1);
    if (dernier && comparer(dernier.voix, voix) === 0) dernier.candidats.push(candidat);
    else groupes.push({ voix, candidats: [candidat] });
  }
  return groupes.map((g) => g.candidats);
}
