import { arreter, exigerFait, exigerRegle } from './refus.ts';
import type { Procurations, ReglesInstance } from './regles.ts';
import type { Assemblee, Membre, Procuration } from './scrutin.ts';

export type MotifEcart =
  | 'procurations_interdites' | 'a_soi_meme' | 'mandant_sans_droit_de_vote' | 'mandataire_sans_droit_de_vote' | 'mandant_present'
  | 'chaine' | 'mandataire_absent' | 'autre_college' | 'plusieurs_mandataires' | 'au_dela_du_maximum';

export type Ecartee = { readonly de: string; readonly a: string; readonly motif: MotifEcart };

/** Who may vote and who does: `presents` in person, `representes` through a proxy admitted (mandant → mandataire). */
export type Corps = {
  readonly inscrits: readonly Membre[];
  readonly presents: ReadonlySet<string>;
  readonly representes: ReadonlyMap<string, string>;
  readonly votants: readonly Membre[];
  readonly ecartees: readonly Ecartee[];
};

/** Order of code points: the same on every machine, whatever its language. */
export const parCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export function sansDoublon(ids: readonly string[], ou: string): void {
  const vus = new Set<string>();
  for (const id of ids) {
    if (vus.has(id)) arreter({ code: 'doublon', ou, id });
    vus.add(id);
  }
}

export function connus(ids: readonly string[], parmi: ReadonlySet<string>, ou: string): void {
  for (const id of [...ids].sort(parCode)) if (!parmi.has(id)) arreter({ code: 'inconnu', ou, id });
}

function verifierNoms({ statuts, membres, presences, procurations, seance }: Assemblee): void {
  const ids = new Set(membres.map((m) => m.id));
  const colleges = new Set(statuts.colleges.map((c) => c.code));
  sansDoublon(statuts.colleges.map((c) => c.code), 'statuts.colleges');
  sansDoublon(statuts.instances.map((i) => i.code), 'statuts.instances');
  sansDoublon(membres.map((m) => m.id), 'membres');
  sansDoublon(presences, 'presences');
  sansDoublon(procurations.map((p) => `${p.de} → ${p.a}`), 'procurations');
  connus(membres.flatMap((m) => m.college ?? []), colleges, 'membres.college');
  connus(presences, ids, 'presences');
  connus(procurations.flatMap((p) => [p.de, p.a]), ids, 'procurations');
  connus(seance.presidence === undefined ? [] : [seance.presidence], ids, 'seance.presidence');
}

/** Members, presence and proxies become the electorate. A proxy that does not hold is set aside with its reason, never in silence. */
export function reunirCorps(s: Assemblee, regles: ReglesInstance): Corps {
  verifierNoms(s);
  const inscrits = s.membres.filter((m) => m.droitDeVote).sort((a, b) => parCode(a.id, b.id));
  const droit = new Set(inscrits.map((m) => m.id));
  const presents = new Set(s.presences.filter((id) => droit.has(id)));
  const { admises, ecartees } = trierProcurations({ s, regles: regles.procurations, inscrits, presents });
  const representes = new Map(admises.map((p) => [p.de, p.a]));
  return { inscrits, presents, representes, votants: inscrits.filter((m) => presents.has(m.id) || representes.has(m.id)), ecartees: ecartees.sort((x, y) => parCode(x.de, y.de) || parCode(x.a, y.a)) };
}

type Tri = { readonly s: Assemblee; readonly regles: Procurations | undefined; readonly inscrits: readonly Membre[]; readonly presents: ReadonlySet<string> };
type Trie = { readonly admises: readonly Procuration[]; readonly ecartees: Ecartee[] };

function trierProcurations({ s, regles, inscrits, presents }: Tri): Trie {
  const ecartees: Ecartee[] = [];
  const colleges = new Map(inscrits.map((m) => [m.id, m.college]));
  const mandants = new Set(s.procurations.map((p) => p.de));
  const motifDe = ({ de, a }: Procuration): MotifEcart | undefined => {
    if (regles === 'interdites') return 'procurations_interdites';
    if (de === a) return 'a_soi_meme';
    if (!colleges.has(de)) return 'mandant_sans_droit_de_vote';
    if (!colleges.has(a)) return 'mandataire_sans_droit_de_vote';
    if (presents.has(de)) return 'mandant_present';
    if (!presents.has(a)) return mandants.has(a) ? 'chaine' : 'mandataire_absent';
    if (colleges.get(de) !== colleges.get(a) && exigerRegle(regles?.memeCollege, 'procurations.memeCollege', `${de} est représenté par ${a}, d’un autre collège.`)) return 'autre_college';
    return undefined;
  };
  const triees = [...s.procurations].sort((x, y) => parCode(x.de, y.de) || parCode(x.a, y.a)).map((p): Lue => ({ p, motif: motifDe(p) }));
  const tenues = regles === 'interdites' ? [] : [...Map.groupBy(triees, ({ p }) => p.de).values()].flatMap((siennes) => unSeulMandataire(siennes, regles, ecartees));
  ecartees.push(...triees.flatMap(({ p: { de, a }, motif }) => (motif ? [{ de, a, motif }] : [])));
  return tenues.length === 0 || regles === 'interdites' ? { admises: [], ecartees } : limiter(tenues, regles, ecartees);
}

type Moment = { readonly jour: string; readonly heure: string | undefined };
function recue(p: Procuration): Moment {
  const [jour = '', heure] = exigerFait(p.recueLe, 'procurations.recueLe', `Il faut savoir quand la procuration de ${p.de} à ${p.a} a été reçue.`).split('T');
  return { jour, heure: heure?.padEnd(8, ':00') };
}
/** Certainly received before: of two of the same day, one without its hour, nobody knows which came first. */
function precede(x: Procuration, y: Procuration): boolean {
  const [a, b] = [recue(x), recue(y)];
  return a.jour < b.jour || (a.jour === b.jour && a.heure !== undefined && b.heure !== undefined && a.heure < b.heure);
}
const cleDeReception = (p: Procuration): string => `${recue(p).jour}T${recue(p).heure ?? ''}`;
const parReception = (memes: readonly Procuration[]): readonly Procuration[] => [...memes].sort((x, y) => parCode(cleDeReception(x), cleDeReception(y)));

type Regles = Exclude<Procurations, string> | undefined;

type Lue = { readonly p: Procuration; readonly motif: MotifEcart | undefined };
/** These do not name an agent: they would not stand whoever carried them. */
const SANS_MANDATAIRE: readonly (MotifEcart | undefined)[] = ['a_soi_meme', 'mandant_sans_droit_de_vote', 'mandant_present'];

/**
 * What stands of the proxies of one member. Naming another agent revokes the first, even if the other does not come.
 * @source code civil, art. 2006
 */
function unSeulMandataire(siennes: readonly Lue[], regles: Regles, ecartees: Ecartee[]): Procuration[] {
  const nommees = siennes.filter(({ motif }) => !SANS_MANDATAIRE.includes(motif)).map(({ p }) => p);
  const tenues = siennes.flatMap(({ p, motif }) => (motif === undefined ? [p] : []));
  const [premiere] = tenues;
  if (!premiere || nommees.length < 2) return tenues;
  const suite = exigerRegle(regles?.plusieursMandataires, 'procurations.plusieursMandataires', `${premiere.de} a nommé plusieurs mandataires.`);
  const derniere = suite === 'derniere' ? parReception(nommees).at(-1) : undefined;
  if (derniere && nommees.some((p) => p !== derniere && !precede(p, derniere))) arreter({ code: 'fait_absent', fait: 'procurations.recueLe', pourquoi: `Deux procurations de ${premiere.de} ont été reçues au même moment, ou le même jour sans leur heure : laquelle est la dernière ?` });
  ecartees.push(...tenues.filter((p) => p !== derniere).map(({ de, a }) => ({ de, a, motif: 'plusieurs_mandataires' as const })));
  return tenues.filter((p) => p === derniere);
}

function limiter(tenues: readonly Procuration[], regles: Regles, ecartees: Ecartee[]): Trie {
  if (tenues.length === 0) return { admises: [], ecartees };
  const maximum = exigerRegle(regles?.maximum, 'procurations.maximum', 'Des membres sont représentés : il faut savoir combien de procurations un membre peut porter.');
  const admises = [...Map.groupBy(tenues, (p) => p.a).values()].flatMap((portees) => {
    const [premiere] = portees;
    if (portees.length <= maximum || !premiere) return portees;
    const auDela = maximum === 0 ? 'aucune' : exigerRegle(regles?.auDela, 'procurations.auDela', `${premiere.a} porte ${portees.length} procurations pour un maximum de ${maximum}.`);
    const triees = auDela === 'premieres' ? parReception(portees) : [];
    const gardees = new Set(triees.slice(0, maximum));
    const perdues = triees.slice(maximum);
    if (!triees.slice(0, maximum).every((x) => perdues.every((y) => precede(x, y)))) arreter({ code: 'fait_absent', fait: 'procurations.recueLe', pourquoi: `Deux procurations portées par ${premiere.a} ont été reçues au même moment, ou le même jour sans leur heure, à la limite du maximum.` });
    ecartees.push(...portees.filter((p) => !gardees.has(p)).map(({ de, a }) => ({ de, a, motif: 'au_dela_du_maximum' as const })));
    return portees.filter((p) => gardees.has(p));
  });
  return { admises, ecartees };
}
