import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { depouiller } from './depouiller.ts';
import { Scrutin, type ScrutinEcrit } from './scrutin.ts';

/*
 * An independent reference: whole numbers on a common scale, one person at a time, seats found by trying every set of candidates.
 * It shares no code with the engine. Random assemblies have complete statutes, so that neither may refuse.
 */
const ECHELLE = 840 * 2; // Divisible by every number of people up to 8, and by two.
type Ecrit = ScrutinEcrit;
type MembreEcrit = Ecrit['membres'][number];
type BulletinEcrit = NonNullable<Extract<Ecrit['vote'], { type: 'resolution' }>['bulletins']>[number];

type Personne = { id: string; college: string; voix: number; la: boolean; porteur?: string };

const COLLEGES = ['a', 'b', 'c'];

type Tirer = fc.GeneratorValue;

function tirerAssemblee(g: Tirer): Ecrit {
  const un = <const X extends readonly unknown[]>(...x: X): X[number] => x[g(fc.nat, x.length - 1)];
  const oui = (): boolean => g(fc.boolean);
  const entier = (min: number, max: number): number => g(fc.integer, { min, max });
  const membres: MembreEcrit[] = Array.from({ length: entier(1, 8) }, (_, i) => ({ id: `m${i}`, college: un(...COLLEGES), voix: entier(0, 4), droitDeVote: entier(0, 7) > 0 }));
  const ids = membres.map((m) => m.id);
  const seuil = () => ({ part: un('1/4', '1/3', '1/2', '2/3', 0, 1), ...(oui() ? { nombre: entier(0, 4) } : {}), sens: un('au_moins', 'plus_de') });
  const quorum = () => (entier(0, 3) === 0 ? ('aucun' as const) : { ...seuil(), base: un('membres', 'voix'), representes: oui(), ...(oui() ? { colleges: [{ college: un(...COLLEGES), ...seuil() }] } : {}) });
  const paires = ids.flatMap((de) => (oui() ? Array.from({ length: entier(0, 2) }, () => ({ de, a: un(...ids) })) : []));
  const procurations = [...new Map(paires.map((p) => [`${p.de}>${p.a}`, p])).values()].map((p, i) => ({ ...p, recueLe: `2026-01-${String(10 + i)}` }));
  const election = entier(0, 1) === 1;
  const mode = un(...(['par_membre', 'du_membre', 'du_college', 'college_partagee', ...(election ? [] : ['college_bloc' as const])] as const));
  const base = () => un('exprimes', 'presents', 'membres');
  return {
    statuts: {
      colleges: COLLEGES.map((code) => ({ code, poids: entier(1, 5) })),
      instances: [{
        code: 'ag', voix: { mode, entre: un('inscrits', 'presents', 'exprimes'), egaliteDuBloc: un('partage', 'sans_voix') }, quorum: quorum(), secondeConvocation: { quorum: quorum() },
        procurations: entier(0, 6) === 0 ? 'interdites' : { maximum: entier(0, 2), memeCollege: oui(), auDela: un('aucune', 'premieres'), plusieursMandataires: un('derniere', 'aucune') },
        majorites: { ordinaire: { type: un('simple', 'absolue', 'qualifiee'), part: un('2/3', '3/5', '1/2'), sens: un('au_moins', 'plus_de'), base: base(), dansChaqueCollege: entier(0, 4) === 0 } },
        blancs: un('exprimes', 'non_exprimes'), egalite: un('rejet', 'voix_preponderante'),
        election: {
          tours: un(1, 2), premierTour: { majorite: un('absolue', 'relative'), base: base() }, secondTour: { majorite: un('absolue', 'relative'), base: base(), candidats: un('restants', 'en_tete'), parSiege: entier(1, 2) },
          nomsParBulletin: un('sieges', 1, 2), egalite: [...(oui() ? [un('doyen', 'benjamin', 'anciennete')] : []), 'sort'], electeurs: un('tous', 'college'), siegesSansCandidat: un('vacants', 'ouverts'), ...(oui() ? { parite: { ecart: entier(0, 2) } } : {}),
        },
      }],
    },
    instance: 'ag', seance: { convocation: un(1, 2), presidence: un(...ids) }, membres, presences: ids.filter(() => entier(0, 3) > 0), procurations,
    vote: election ? tirerElection(g) : { type: 'resolution', bulletins: [] },
  };
}

function tirerElection(g: Tirer): Ecrit['vote'] {
  const un = <const X extends readonly unknown[]>(...x: X): X[number] => x[g(fc.nat, x.length - 1)];
  const entier = (min: number, max: number): number => g(fc.integer, { min, max });
  const candidats = Array.from({ length: entier(0, 6) }, (_, i) => ({ id: `c${i}`, college: un('a', 'b'), genre: un('F' as const, 'H' as const, 'N' as const), naissance: `19${entier(60, 62)}-01-01`, membreDepuis: `20${entier(10, 11)}-01-01` }));
  return { type: 'election', sieges: entier(0, 1) === 0 ? entier(1, 3) : [{ college: 'a', sieges: entier(1, 2) }, { college: 'b', sieges: entier(1, 2) }], candidats, graine: String(entier(0, 9)), tours: [{ bulletins: [] }] };
}

// --- The reference.

type Regles = Ecrit['statuts']['instances'][number];

/** Who is in the room or carried by somebody, walking the proxies in the order of their arrival. */
function corpsDeReference(s: Ecrit, r: Regles): { inscrits: Personne[]; votants: Personne[] } {
  const inscrits = s.membres.filter((m) => m.droitDeVote !== false).map((m): Personne => ({ id: m.id, college: m.college ?? '', voix: Number(m.voix), la: s.presences.includes(m.id) }));
  const par = (id: string): Personne | undefined => inscrits.find((m) => m.id === id);
  const p = r.procurations;
  if (p === undefined || p === 'interdites') return { inscrits, votants: inscrits.filter((m) => m.la) };
  const arrivees = [...(s.procurations ?? [])].sort((x, y) => ((x.recueLe ?? '') < (y.recueLe ?? '') ? -1 : 1));
  const bonnes = arrivees.filter(({ de, a }) => { const [x, y] = [par(de), par(a)]; return x && y && de !== a && !x.la && y.la && (!p.memeCollege || x.college === y.college); });
  for (const m of inscrits) {
    // Naming someone else revokes (code civil, art. 2006), before anyone asks whether the person named comes.
    const nommees = arrivees.filter((x) => x.de === m.id && x.a !== m.id);
    const gardee = nommees.length === 1 || p.plusieursMandataires === 'derniere' ? nommees.filter((x, i) => i === nommees.length - 1 && bonnes.includes(x))[0] : undefined;
    if (gardee) m.porteur = gardee.a;
  }
  for (const chef of inscrits) {
    const portes = bonnes.filter((x) => par(x.de)?.porteur === chef.id && x.a === chef.id).map((x) => x.de);
    const max = p.maximum ?? 0;
    const perdus = portes.length <= max ? [] : p.auDela === 'premieres' ? portes.slice(max) : portes;
    for (const id of perdus) delete par(id)?.porteur;
  }
  return { inscrits, votants: inscrits.filter((m) => m.la || m.porteur !== undefined) };
}

const q = (ecrit: string | number | undefined): [number, number] => { const [n = 0, d = 1] = String(ecrit ?? 0).split('/').map(Number); return [n, d]; };
/** Is `compte` at least, or more than, `part` of `total`? */
const passe = (compte: number, total: number, part: string | number | undefined, sens: unknown): boolean => { const [n, d] = q(part); return sens === 'plus_de' ? compte * d > n * total : compte * d >= n * total; };

function enPoids(s: Ecrit, r: Regles, inscrits: Personne[]): (m: Personne) => number {
  const poids = (c: string): number => ECHELLE * Number(s.statuts.colleges?.find((x) => x.code === c)?.poids ?? 0);
  return (m) => {
    if (r.voix?.mode === 'par_membre') return ECHELLE;
    if (r.voix?.mode === 'du_membre') return ECHELLE * m.voix;
    if (r.voix?.mode === 'du_college') return poids(m.college);
    return poids(m.college) / inscrits.filter((x) => x.college === m.college).length;
  };
}

function quorumDeReference(s: Ecrit, r: Regles, { inscrits, votants }: { inscrits: Personne[]; votants: Personne[] }): boolean {
  const quorum = s.seance?.convocation === 2 ? (r.secondeConvocation === 'aucune' ? undefined : r.secondeConvocation?.quorum) : r.quorum;
  if (quorum === 'aucun' || quorum === undefined) return true;
  const presents = votants.filter((m) => m.la || quorum.representes);
  const enTetes = r.voix?.mode === 'par_membre' || quorum.base === 'membres';
  const poids = enPoids(s, r, inscrits);
  const somme = (l: Personne[]): number => l.reduce((n, m) => n + (enTetes ? ECHELLE : poids(m)), 0);
  const tient = (x: { part?: string | number | undefined; nombre?: string | number | undefined; sens?: unknown }, filtre: (m: Personne) => boolean): boolean => {
    const [c, t] = [somme(presents.filter(filtre)), somme(inscrits.filter(filtre))];
    return passe(c, t, x.part, x.sens) && (x.nombre === undefined || passe(c, ECHELLE * Number(x.nombre), 1, x.sens));
  };
  return tient(quorum, () => true) && (quorum.colleges ?? []).every((x) => tient(x, (m) => m.college === x.college));
}

/** The voices of each person for this vote, once it is known who cast a vote. */
function voixDuVote(s: Ecrit, r: Regles, corps: { inscrits: Personne[]; votants: Personne[] }, exprime: (m: Personne) => boolean): (m: Personne) => number {
  const simple = enPoids(s, r, corps.inscrits);
  if (r.voix?.mode !== 'college_partagee' || r.voix.entre === 'inscrits') return simple;
  const parmi = r.voix.entre === 'presents' ? corps.votants : corps.votants.filter(exprime);
  return (m) => { const memes = parmi.filter((x) => x.college === m.college); return memes.includes(m) ? ECHELLE * Number(s.statuts.colleges?.find((c) => c.code === m.college)?.poids ?? 0) / memes.length : 0; };
}

function baseDeReference(s: Ecrit, r: Regles, { corps, base, exprimes }: { corps: { inscrits: Personne[]; votants: Personne[] }; base: unknown; exprimes: number }): number {
  if (base === 'exprimes') return exprimes;
  const qui = base === 'presents' ? corps.votants : corps.inscrits;
  const parPoids = (r.voix?.mode === 'college_partagee' && r.voix.entre !== 'inscrits') || r.voix?.mode === 'college_bloc';
  if (parPoids) return COLLEGES.filter((c) => qui.some((m) => m.college === c)).reduce((n, c) => n + ECHELLE * Number(s.statuts.colleges?.find((x) => x.code === c)?.poids ?? 0), 0);
  return qui.map(enPoids(s, r, corps.inscrits)).reduce((n, v) => n + v, 0);
}

/** Each college weighs whole on the side that wins in it. */
function blocsDeReference(s: Ecrit, r: Regles, votants: Personne[], dit: (p: Personne) => string): [number, number] {
  let [pour, contre] = [0, 0];
  for (const college of COLLEGES) {
    const solde = votants.filter((p) => p.college === college).map(dit).reduce((n, d) => n + (d === 'pour' ? 1 : d === 'contre' ? -1 : 0), 0);
    const poids = ECHELLE * Number(s.statuts.colleges?.find((x) => x.code === college)?.poids ?? 0);
    const partage = solde === 0 && r.voix?.egaliteDuBloc === 'partage' && votants.some((p) => p.college === college && dit(p) === 'pour') ? poids / 2 : 0;
    pour += solde > 0 ? poids : partage;
    contre += solde < 0 ? poids : partage;
  }
  return [pour, contre];
}

function resolutionDeReference(s: Ecrit, r: Regles, corps: { inscrits: Personne[]; votants: Personne[] }, dits: Map<string, string>): string {
  const m = r.majorites?.['ordinaire'];
  if (!m) throw new Error('no majority');
  const blancs = r.blancs === 'exprimes';
  const dit = (p: Personne): string => dits.get(p.id) ?? dits.get(p.porteur ?? '') ?? '';
  const juger = (c: typeof corps, regles: Regles): { ok: boolean; egal: boolean } => {
    const compter = (mot: string, v: (p: Personne) => number): number => c.votants.filter((p) => dit(p) === mot).reduce((n, p) => n + v(p), 0);
    const exprime = (p: Personne): boolean => dit(p) === 'pour' || dit(p) === 'contre' || (blancs && dit(p) === 'blanc');
    const v = voixDuVote(s, regles, c, exprime);
    let [pour, contre] = [compter('pour', v), compter('contre', v)];
    let exprimes = pour + contre + (blancs ? compter('blanc', v) : 0);
    if (regles.voix?.mode === 'college_bloc') {
      [pour, contre] = blocsDeReference(s, regles, c.votants, dit);
      exprimes = pour + contre;
    }
    if (m.type === 'simple') return { ok: pour > contre, egal: pour === contre && pour > 0 };
    const base = baseDeReference(s, regles, { corps: c, base: m.base, exprimes });
    if (m.type === 'absolue') return { ok: 2 * pour > base, egal: pour === contre && pour > 0 && 2 * pour === base };
    return { ok: pour > 0 && passe(pour, base, m.part, m.sens), egal: false };
  };
  const seul: Regles = { ...r, voix: { mode: r.voix?.mode === 'du_membre' ? 'du_membre' : 'par_membre' } };
  const chacun = !m.dansChaqueCollege || COLLEGES.filter((c) => corps.inscrits.some((p) => p.college === c)).every((c) => juger({ inscrits: corps.inscrits.filter((p) => p.college === c), votants: corps.votants.filter((p) => p.college === c) }, seul).ok);
  const tout = juger(corps, r);
  const chef = corps.votants.find((p) => p.id === s.seance?.presidence && p.la);
  const tranche = tout.egal && r.egalite === 'voix_preponderante' && chef !== undefined && dit(chef) === 'pour';
  return chacun && (tout.ok || tranche) ? 'adoptee' : 'rejetee';
}

type ElectionEcrite = Extract<Ecrit['vote'], { type: 'election' }>;
type CandidatEcrit = ElectionEcrite['candidats'][number];

function sousEnsembles<T>(liste: readonly T[]): T[][] {
  return liste.reduce<T[][]>((tous, x) => [...tous, ...tous.map((e) => [...e, x])], [[]]);
}

/** A total order of candidates: voices, then each rule, then the lot. */
function ordonner(e: ElectionEcrite, r: Regles, voix: Map<string, number>): CandidatEcrit[] {
  const cles = (c: CandidatEcrit): string[] => (r.election?.egalite ?? []).map((regle) => (regle === 'doyen' ? (c.naissance ?? '') : regle === 'benjamin' ? String(3000 - Number((c.naissance ?? '').slice(0, 4))) : regle === 'anciennete' ? (c.membreDepuis ?? '') : createHash('sha256').update(`${e.graine}:${c.id}`).digest('hex')));
  return [...e.candidats].sort((x, y) => (voix.get(y.id) ?? 0) - (voix.get(x.id) ?? 0) || (cles(x).join('|') < cles(y).join('|') ? -1 : 1));
}

type GroupeDeReference = { sieges: number; caps: Map<string, number> | undefined; candidats: CandidatEcrit[]; corps: { inscrits: Personne[]; votants: Personne[] } };

function groupeDeReference(s: Ecrit, r: Regles, e: ElectionEcrite, { sieges, caps, candidats, corps }: GroupeDeReference, tours: Map<string, string[] | string>[]): { elus: string[]; etat: 'clos' | 'second'; encore: string[] } {
  const el = r.election ?? {};
  const legal = (set: readonly CandidatEcrit[], libre: boolean): boolean =>
    set.length <= sieges && (libre || (![...(caps ?? [])].some(([c, n]) => set.filter((x) => x.college === c).length > n) && (el.parite === undefined || Math.abs(set.filter((x) => x.genre === 'F').length - set.filter((x) => x.genre === 'H').length) <= el.parite.ecart)));
  let elus: CandidatEcrit[] = [];
  const prendre = (ordre: CandidatEcrit[], eligibles: Set<string>, enLice: CandidatEcrit[], libre = false): void => {
    const finals = sousEnsembles(enLice.filter((c) => !elus.includes(c))).map((x) => [...elus, ...x]).filter((x) => legal(x, libre));
    const cible = Math.max(-1, ...finals.map((x) => x.length));
    const grands = finals.filter((x) => x.length === cible);
    if (grands.length === 0) return;
    const rang = (x: readonly CandidatEcrit[]): string => ordre.map((c) => (eligibles.has(c.id) && x.includes(c) ? '1' : '0')).join('');
    const [meilleur] = grands.sort((x, y) => (rang(x) > rang(y) ? -1 : 1));
    elus = [...elus, ...ordre.filter((c) => eligibles.has(c.id) && !elus.includes(c) && meilleur?.includes(c))];
  };
  const compter = (tour: Map<string, string[] | string>, enCourse: CandidatEcrit[], restent: number, regle: { majorite?: unknown; base?: unknown } | undefined) => {
    const max = el.nomsParBulletin === 'sieges' ? restent : Number(el.nomsParBulletin);
    const lire = (p: Personne): string[] | string => {
      const brut = tour.get(p.id) ?? tour.get(p.porteur ?? '') ?? '';
      return Array.isArray(brut) && (brut.length > max || brut.some((n) => !enCourse.some((c) => c.id === n))) ? 'nul' : brut;
    };
    const exprime = (p: Personne): boolean => Array.isArray(lire(p)) || (lire(p) === 'blanc' && r.blancs === 'exprimes');
    const v = voixDuVote(s, r, corps, exprime);
    const voix = new Map(e.candidats.map((c) => [c.id, corps.votants.filter((p) => lire(p).includes(c.id) && Array.isArray(lire(p))).reduce((n, p) => n + v(p), 0)]));
    const base = baseDeReference(s, r, { corps, base: regle?.base, exprimes: corps.votants.filter(exprime).reduce((n, p) => n + v(p), 0) });
    const eligibles = enCourse.filter((c) => { const n = voix.get(c.id) ?? 0; return regle?.majorite === 'relative' ? n > 0 : 2 * n > base; });
    return { voix, eligibles, ordre: ordonner(e, r, voix) };
  };
  const clore = (x: ReturnType<typeof compter>): void => {
    if (elus.length < sieges && el.siegesSansCandidat === 'ouverts') prendre(x.ordre, new Set(x.eligibles.map((c) => c.id)), x.eligibles, true);
  };
  const un = compter(tours[0] ?? new Map(), candidats, sieges, el.premierTour);
  const seul = el.premierTour?.majorite === 'relative' || el.tours === 1;
  prendre(un.ordre, new Set(un.eligibles.map((c) => c.id)), seul ? un.eligibles : candidats);
  const peuvent = sousEnsembles(candidats.filter((c) => !elus.includes(c))).some((x) => x.length > 0 && legal([...elus, ...x], false));
  if (seul || elus.length === sieges || !peuvent) {
    clore(un);
    return { elus: elus.map((c) => c.id), etat: 'clos', encore: [] };
  }
  const restants = un.ordre.filter((c) => candidats.includes(c) && !elus.includes(c));
  const places = (sieges - elus.length) * (el.secondTour?.parSiege ?? 0);
  const barre = un.voix.get(restants[Math.min(places, restants.length) - 1]?.id ?? '') ?? 0;
  const encore = el.secondTour?.candidats === 'restants' ? restants : restants.filter((c) => (un.voix.get(c.id) ?? 0) >= barre);
  if (tours.length < 2) return { elus: elus.map((c) => c.id), etat: 'second', encore: encore.map((c) => c.id).sort() };
  const deux = compter(tours[1] ?? new Map(), encore, sieges - elus.length, el.secondTour);
  prendre(deux.ordre, new Set(deux.eligibles.map((c) => c.id)), deux.eligibles);
  clore(deux);
  return { elus: elus.map((c) => c.id), etat: 'clos', encore: [] };
}

function electionDeReference(s: Ecrit, r: Regles, corps: { inscrits: Personne[]; votants: Personne[] }, tours: Map<string, string[] | string>[]): { elus: string[]; second: boolean; encore: string[] } {
  const e = s.vote as ElectionEcrite;
  const { sieges } = e;
  const entier: GroupeDeReference[] = typeof sieges === 'number' ? [{ sieges, caps: undefined, candidats: e.candidats, corps }]
    : r.election?.electeurs === 'tous' ? [{ sieges: sieges.reduce((n, x) => n + x.sieges, 0), caps: new Map(sieges.map((x) => [x.college, x.sieges])), candidats: e.candidats, corps }]
    : sieges.map((x) => { const de = (m: Personne): boolean => m.college === x.college; return { sieges: x.sieges, caps: undefined, candidats: e.candidats.filter((c) => c.college === x.college), corps: { inscrits: corps.inscrits.filter(de), votants: corps.votants.filter(de) } }; });
  const comptes = entier.map((g) => groupeDeReference(s, r, e, g, tours));
  return { elus: comptes.flatMap((c) => c.elus).sort(), second: comptes.some((c) => c.etat === 'second'), encore: comptes.flatMap((c) => c.encore).sort() };
}

/** Ballots by name of those who are there, and of some of those they carry. */
function voter(g: Tirer, votants: readonly Personne[], choix: readonly string[] | undefined, candidats: readonly string[]): { bulletins: BulletinEcrit[]; dits: Map<string, string[] | string> } {
  const dits = new Map<string, string[] | string>();
  for (const p of votants) {
    if (g(fc.integer, { min: 0, max: 5 }) < (p.la ? 1 : 4)) continue;
    if (choix && (candidats.length === 0 || g(fc.integer, { min: 0, max: 4 }) === 0)) dits.set(p.id, choix[g(fc.nat, choix.length - 1)] ?? '');
    else dits.set(p.id, candidats.filter(() => g(fc.integer, { min: 0, max: 2 }) === 0));
  }
  for (const [id, d] of dits) if (Array.isArray(d) && d.length === 0) dits.set(id, 'blanc');
  const bulletins = [...dits].map(([membre, d]): BulletinEcrit => (Array.isArray(d) ? { membre, candidats: d } : { membre, choix: d as 'pour' }));
  return { bulletins, dits };
}

const melanger = <T>(liste: readonly T[], g: Tirer): T[] => liste.map((x) => ({ x, cle: g(fc.nat) })).sort((a, b) => a.cle - b.cle).map(({ x }) => x);

function brouiller(s: Ecrit, g: Tirer): Ecrit {
  const vote = s.vote.type === 'resolution' ? { ...s.vote, bulletins: melanger(s.vote.bulletins, g) } : { ...s.vote, candidats: melanger(s.vote.candidats, g), tours: s.vote.tours.map((t) => ({ bulletins: melanger(t.bulletins, g) })) };
  return { ...s, membres: melanger(s.membres, g), presences: melanger(s.presences, g), procurations: melanger(s.procurations ?? [], g), vote };
}

test('des milliers d’assemblées tirées au hasard : le moteur et la référence disent la même chose, dans n’importe quel ordre', () => {
  const vus = new Map<string, number>();
  fc.assert(
    fc.property(fc.gen(), (g) => {
      const base = tirerAssemblee(g);
      const [r] = base.statuts.instances;
      if (!r) throw new Error('no body');
      const corps = corpsDeReference(base, r);
      let attendu: object;
      let s = base;
      if (base.vote.type === 'resolution') {
        const { bulletins, dits } = voter(g, corps.votants, ['pour', 'contre', 'pour', 'contre', 'blanc', 'nul', 'abstention'], []);
        s = { ...base, vote: { ...base.vote, bulletins } };
        attendu = { issue: quorumDeReference(s, r, corps) ? resolutionDeReference(s, r, corps, dits as Map<string, string>) : 'quorum_non_atteint' };
      } else {
        const noms = base.vote.candidats.map((c) => c.id);
        const premier = voter(g, corps.votants, ['blanc', 'nul', 'abstention'], noms);
        s = { ...base, vote: { ...base.vote, tours: [{ bulletins: premier.bulletins }] } };
        let e = electionDeReference(s, r, corps, [premier.dits]);
        if (e.second && g(fc.boolean)) {
          const second = voter(g, corps.votants, ['blanc', 'nul', 'abstention'], e.encore);
          // Only the colleges that still have a seat to fill vote again.
          const parCollege = typeof base.vote.sieges !== 'number' && r.election?.electeurs === 'college';
          const admis = new Set(corps.votants.filter((p) => !parCollege || base.vote.type !== 'election' || base.vote.candidats.some((c) => c.college === p.college && e.encore.includes(c.id))).map((p) => p.id));
          s = { ...base, vote: { ...base.vote, tours: [{ bulletins: premier.bulletins }, { bulletins: second.bulletins.filter((b) => admis.has(b.membre ?? '')) }] } };
          for (const id of second.dits.keys()) if (!admis.has(id)) second.dits.delete(id);
          e = electionDeReference(s, r, corps, [premier.dits, second.dits]);
        }
        attendu = quorumDeReference(s, r, corps) ? { elus: e.elus, second: e.second } : { issue: 'quorum_non_atteint' };
      }
      const issue = depouiller(Scrutin.parse(s));
      if (!issue.ok) throw new Error(`Refus : ${JSON.stringify(issue.refus)} ${JSON.stringify(s)}`);
      const d = issue.valeur;
      const dit = d.election ? { elus: d.election.elus, second: d.issue === 'second_tour_requis' } : { issue: d.issue };
      expect(dit, JSON.stringify(s)).toEqual(attendu);
      expect(JSON.stringify(depouiller(Scrutin.parse(brouiller(s, g))))).toBe(JSON.stringify(issue));
      vus.set(d.issue, (vus.get(d.issue) ?? 0) + 1);
    }),
    { numRuns: 3000 },
  );
  // Every kind of result was met: the comparison is not an empty one.
  for (const i of ['adoptee', 'rejetee', 'quorum_non_atteint', 'pourvue', 'pourvue_en_partie', 'sans_elu', 'second_tour_requis']) expect(vus.get(i) ?? 0, i).toBeGreaterThan(10);
});
