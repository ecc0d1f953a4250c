import { additionner, comparer, enTexte, type Fraction, fraction, multiplier, UN, ZERO } from '#core/fraction.ts';
import { baseDe, type Cadre, blancsExprimes, type Decompte, decompter, peser, voixDe } from './expression.ts';
import { arreter, exigerFait, exigerRegle } from './refus.ts';
import type { BaseMajorite, Majorite, Sens } from './regles.ts';
import type { Assemblee, Resolution } from './scrutin.ts';
import type { Lot } from './urne.ts';

export type VoixComptees = { readonly pour: string; readonly contre: string; readonly abstentions: string; readonly blancs: string; readonly nuls: string };
export type CollegeCompte = { readonly college: string; readonly inscrits: number; readonly votants: number; readonly sansVote: number; readonly tetes: VoixComptees; readonly voix: VoixComptees };
export type MajoriteComptee = { readonly type: Majorite['type']; readonly base: BaseMajorite | null; readonly voixDeLaBase: string | null; readonly sens: Sens | 'indifferent'; readonly requis: string; readonly pour: string; readonly atteinte: boolean; readonly college?: string };
export type EgaliteComptee = { readonly regle: 'rejet' | 'voix_preponderante'; readonly presidence?: string; readonly choix?: string };

export type ResolutionComptee = {
  readonly issue: 'adoptee' | 'rejetee';
  readonly tetes: VoixComptees & { readonly sansVote: number };
  readonly voix: VoixComptees & { readonly exprimes: string };
  readonly colleges: readonly CollegeCompte[];
  readonly majorite: MajoriteComptee;
  readonly dansChaqueCollege: readonly MajoriteComptee[];
  readonly egalite: EgaliteComptee | null;
};

const ecrire = (d: Decompte): VoixComptees => ({ pour: enTexte(d.pour), contre: enTexte(d.contre), abstentions: enTexte(d.abstention), blancs: enTexte(d.blanc), nuls: enTexte(d.nul) });
const DEMI = fraction(1n, 2n);
const tetes = (lots: readonly Lot[]): number => lots.reduce((n, l) => n + l.tetes, 0);

/** Each college gives its whole weight to the side that wins in it. */
function enBloc(cadre: Cadre, lots: readonly Lot[]): Decompte {
  const d = { pour: ZERO, contre: ZERO, abstention: ZERO, blanc: ZERO, nul: ZERO };
  for (const college of new Set(lots.map((l) => l.college))) {
    const brut = decompter(lots.filter((l) => l.college === college), () => UN);
    const ordre = comparer(brut.pour, brut.contre);
    const poids = cadre.ponderation.poids(college);
    if (ordre > 0) d.pour = additionner(d.pour, poids);
    else if (ordre < 0) d.contre = additionner(d.contre, poids);
    else if (comparer(brut.pour, ZERO) > 0 && exigerRegle(cadre.regles.voix?.egaliteDuBloc, 'voix.egaliteDuBloc', `Le collège ${college ?? ''} est partagé : à qui va son poids ?`) === 'partage') {
      d.pour = additionner(d.pour, multiplier(poids, DEMI));
      d.contre = additionner(d.contre, multiplier(poids, DEMI));
    }
  }
  return d;
}

type Compte = { readonly d: Decompte; readonly exprimes: Fraction; readonly parCollege: (college: string) => Decompte };

function compter(cadre: Cadre, lots: readonly Lot[], blancsComptent: boolean): Compte {
  const bloc = cadre.ponderation.mode === 'college_bloc';
  const exprime = (l: Lot): boolean => 'choix' in l.contenu && (l.contenu.choix === 'pour' || l.contenu.choix === 'contre' || (l.contenu.choix === 'blanc' && blancsComptent));
  const poids = bloc ? () => ZERO : peser(cadre, lots, exprime);
  const d = bloc ? enBloc(cadre, lots) : decompter(lots, poids);
  const exprimes = bloc ? additionner(d.pour, d.contre) : voixDe(lots, poids, exprime);
  const du = (college: string): readonly Lot[] => lots.filter((l) => l.college === college);
  return { d, exprimes, parCollege: (college) => (bloc ? enBloc(cadre, du(college)) : decompter(du(college), poids)) };
}

/** Do the blank ballots matter here? Only for a majority of the votes cast, and for weights shared among them. */
function blancsUtiles(cadre: Cadre, majorite: Majorite): boolean {
  if (cadre.ponderation.entre === 'exprimes') return true;
  return majorite.type !== 'simple' && majorite.base === 'exprimes' && (cadre.ponderation.mode !== 'college_bloc' || majorite.dansChaqueCollege === true);
}

type AMesurer = { readonly pour: Fraction; readonly contre: Fraction; readonly exprimes: Fraction; readonly cadre: Cadre; readonly regle: string; readonly college?: string };

/** Whether the voices for reach what is required. Nobody for is never a majority. */
function mesurer(m: Majorite, { pour, contre, exprimes, cadre, regle, college }: AMesurer): MajoriteComptee {
  const commun = { type: m.type, pour: enTexte(pour), ...(college === undefined ? {} : { college }) };
  const aucune = comparer(pour, ZERO) === 0;
  if (m.type === 'simple') return { ...commun, base: null, voixDeLaBase: null, sens: 'plus_de', requis: enTexte(contre), atteinte: comparer(pour, contre) > 0 };
  const base = exigerRegle(m.base, `${regle}.base`, 'Une majorité absolue ou qualifiée se compte sur une base : exprimés, présents ou membres.');
  const voixDeLaBase = baseDe(cadre, base, exprimes);
  const part = m.type === 'absolue' ? DEMI : exigerRegle(m.part, `${regle}.part`, 'La majorité qualifiée est une part de la base : il faut savoir laquelle.');
  const requis = multiplier(part, voixDeLaBase);
  const ordre = comparer(pour, requis);
  const dit = m.type === 'absolue' ? 'plus_de' : ordre === 0 && !aucune ? exigerRegle(m.sens, `${regle}.sens`, `Les voix pour (${enTexte(pour)}) sont exactement le seuil : suffit-il, ou faut-il le dépasser ?`) : (m.sens ?? 'indifferent');
  return { ...commun, base, voixDeLaBase: enTexte(voixDeLaBase), sens: dit, requis: enTexte(requis), atteinte: !aucune && (ordre > 0 || (ordre === 0 && dit === 'au_moins')) };
}

/** The same majority inside one college, counted among its own. */
function mesurerCollege(m: Majorite, cadre: Cadre, { lots, college, blancsComptent, regle }: { lots: readonly Lot[]; college: string; blancsComptent: boolean; regle: string }): MajoriteComptee {
  const { corps, ponderation } = cadre;
  const dedans = (liste: typeof corps.inscrits): typeof corps.inscrits => liste.filter((x) => x.college === college);
  const mode = ponderation.mode === 'du_membre' ? ('du_membre' as const) : ('par_membre' as const);
  const seul: Cadre = { ...cadre, corps: { ...corps, inscrits: dedans(corps.inscrits), votants: dedans(corps.votants) }, ponderation: { ...ponderation, mode, entre: undefined, portee: mode === 'du_membre' ? ponderation.portee : () => UN } };
  const { d, exprimes } = compter(seul, lots.filter((l) => l.college === college), blancsComptent);
  return mesurer(m, { pour: d.pour, contre: d.contre, exprimes, cadre: seul, regle, college });
}

/** A tie is one voice short on both sides: as many for as against, and a casting vote would make the majority. */
function estEgalite(m: MajoriteComptee, { d, exprimes }: Compte): boolean {
  if (comparer(d.pour, d.contre) !== 0 || comparer(d.pour, ZERO) === 0) return false;
  return m.type === 'simple' || (m.type === 'absolue' && m.requis === m.pour && comparer(exprimes, ZERO) > 0);
}

function trancher(scrutin: Assemblee, cadre: Cadre, lots: readonly Lot[]): EgaliteComptee {
  const regle = exigerRegle(cadre.regles.egalite, 'egalite', 'Il y a autant de voix pour que contre.');
  if (regle === 'rejet') return { regle };
  const presidence = exigerFait(scrutin.seance.presidence, 'seance.presidence', 'La présidence tranche : il faut savoir qui préside.');
  if (!cadre.corps.presents.has(presidence)) return { regle, presidence };
  const nominal = lots.some((l) => l.membre !== undefined);
  const lot = lots.find((l) => l.membre === presidence);
  const choix = nominal ? lot && 'choix' in lot.contenu ? lot.contenu.choix : undefined : exigerFait(scrutin.seance.choixPresidence, 'seance.choixPresidence', 'La présidence tranche après un vote sans nom : il faut savoir ce qu’elle dit.');
  return { regle, presidence, ...(choix === undefined ? {} : { choix }) };
}

function compterColleges(cadre: Cadre, lots: readonly Lot[], compte: Compte, colleges: readonly string[]): CollegeCompte[] {
  if (lots.some((l) => l.college === undefined)) return [];
  return colleges.map((college) => {
    const du = lots.filter((l) => l.college === college);
    const votants = cadre.corps.votants.filter((m) => m.college === college).length;
    return { college, inscrits: cadre.corps.inscrits.filter((m) => m.college === college).length, votants, sansVote: votants - tetes(du), tetes: ecrire(decompter(du, () => UN)), voix: ecrire(compte.parCollege(college)) };
  });
}

/** The majority this kind of decision asks for, with what it cannot do without. */
function majoriteDe(cadre: Cadre, decision: string): { majorite: Majorite; regle: string } {
  const regle = `majorites.${decision}`;
  const majorite = exigerRegle(new Map(Object.entries(cadre.regles.majorites ?? {})).get(decision), regle, `Il faut savoir à quelle majorité se prend une décision « ${decision} ».`);
  if (majorite.type !== 'simple') exigerRegle(majorite.base, `${regle}.base`, 'Une majorité absolue ou qualifiée se compte sur une base : exprimés, présents ou membres.');
  if (majorite.dansChaqueCollege && cadre.corps.inscrits.some((m) => m.college === undefined)) arreter({ code: 'fait_absent', fait: 'membres.college', pourquoi: 'La majorité est exigée dans chaque collège : chaque membre ayant droit de vote doit avoir le sien.' });
  return { majorite, regle };
}

type AColleges = { readonly majorite: Majorite; readonly regle: string; readonly lots: readonly Lot[]; readonly colleges: readonly string[]; readonly blancsComptent: boolean };

/** The colleges that have somebody, each with its own majority, when the statutes want it everywhere. */
const mesurerColleges = (cadre: Cadre, { majorite, regle, lots, colleges, blancsComptent }: AColleges): MajoriteComptee[] =>
  majorite.dansChaqueCollege === true ? colleges.filter((c) => cadre.corps.inscrits.some((m) => m.college === c)).map((college) => mesurerCollege(majorite, cadre, { lots, college, blancsComptent, regle })) : [];

/** Counts a resolution whose quorum is reached. */
export function compterResolution(scrutin: Assemblee, cadre: Cadre, { vote, lots, colleges }: { vote: Resolution; lots: readonly Lot[]; colleges: readonly string[] }): ResolutionComptee {
  const { majorite, regle } = majoriteDe(cadre, vote.decision);
  const blancsComptent = blancsExprimes(cadre, lots, blancsUtiles(cadre, majorite));
  const compte = compter(cadre, lots, blancsComptent);
  const { d, exprimes } = compte;
  const mesure = mesurer(majorite, { pour: d.pour, contre: d.contre, exprimes, cadre, regle });
  const dansChaqueCollege = mesurerColleges(cadre, { majorite, regle, lots, colleges, blancsComptent });
  const partout = dansChaqueCollege.every((c) => c.atteinte);
  // A tie that a college settles anyway asks nothing of the statutes.
  const egalite = partout && !mesure.atteinte && estEgalite(mesure, compte) ? trancher(scrutin, cadre, lots) : null;
  const brut = decompter(lots, () => UN);
  return {
    issue: partout && (mesure.atteinte || egalite?.choix === 'pour') ? 'adoptee' : 'rejetee',
    tetes: { ...ecrire(brut), sansVote: cadre.corps.votants.length - tetes(lots) },
    voix: { ...ecrire(d), exprimes: enTexte(exprimes) },
    colleges: compterColleges(cadre, lots, compte, colleges),
    majorite: mesure,
    dansChaqueCollege,
    egalite,
  };
}
