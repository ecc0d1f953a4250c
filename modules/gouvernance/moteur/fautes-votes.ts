import { comparer, type Fraction, fraction, lireFraction, ZERO } from '#core/fraction.ts';
import type { Faute, Instance, Statuts } from '../model.ts';

type Ecrit = string | number | undefined;
const lue = (q: Ecrit): Fraction | undefined => (q === undefined ? undefined : lireFraction(q));
const UN = fraction(1n);
const DEMI = fraction(1n, 2n);

const faute = (code: string, i: Instance, contre: Faute['contre'], raison: string): Faute => ({ code, clause: i.code, contre, raison });

type Seuil = { readonly part?: Ecrit; readonly nombre?: Ecrit; readonly sens?: 'au_moins' | 'plus_de' | undefined };
/** More than the whole: nobody can be more than everybody. */
const horsDAtteinte = (s: Seuil): boolean => { const part = lue(s.part); return part !== undefined && comparer(part, UN) === 0 && s.sens === 'plus_de'; };

type QuorumDit = Exclude<NonNullable<Instance['regles']['quorum']>, string>;

/** A threshold that nobody at all meets is no quorum. */
const nul = (q: Ecrit): boolean => { const f = lue(q); return f !== undefined && comparer(f, ZERO) === 0; };
const estNul = (s: Seuil): boolean => (nul(s.part) && (s.nombre === undefined || nul(s.nombre))) || (s.part === undefined && nul(s.nombre));

function fautesDuQuorumParCollege(i: Instance, quorum: QuorumDit, s: Statuts): Faute[] {
  const colleges = new Map(s.colleges.map((c) => [c.code, c]));
  const sieges = new Map(i.siegesParCollege?.map((x) => [x.college, x.sieges]));
  return (quorum.colleges ?? []).flatMap((q) => {
    const c = colleges.get(q.college);
    if (!c) return [faute('college_inconnu_au_quorum', i, 'clause', `Le quorum nomme le collège « ${q.college} », que les statuts ne créent pas.`)];
    return [
      ...(c.consultatif ? [faute('consultatif_au_quorum', i, 'clause', `Le quorum exige le collège « ${c.nom} », qui n’a que voix consultative.`)] : []),
      ...(horsDAtteinte(q) ? [faute('quorum_de_college_hors_d_atteinte', i, 'compte', `Le quorum du collège « ${c.nom} » demande plus que tous ses membres.`)] : []),
      ...(auDelaDesSieges(q, sieges.get(q.college)) ? [faute('quorum_de_college_au_dela_des_sieges', i, 'clause', `Le quorum du collège « ${c.nom} » demande plus de personnes qu’il n’a de sièges.`)] : []),
    ];
  });
}

/** The second asks for more than the first on the same measure, or for something where the first asks for nothing. */
function secondePlusExigeante(quorum: QuorumDit | 'aucun', seconde: QuorumDit): boolean {
  if (quorum === 'aucun') return true;
  const plus = (avant: Ecrit, apres: Ecrit): boolean => { const [a, b] = [lue(avant), lue(apres)]; return a !== undefined && b !== undefined && comparer(b, a) > 0; };
  return plus(quorum.part, seconde.part) || plus(quorum.nombre, seconde.nombre);
}

function auDelaDesSieges(quorum: Seuil, sieges: number | undefined): boolean {
  const nombre = lue(quorum.nombre);
  return nombre !== undefined && sieges !== undefined && comparer(nombre, fraction(BigInt(sieges))) > 0;
}

const fautesDUnQuorum = (i: Instance, quorum: QuorumDit, s: Statuts): Faute[] => [
  ...(horsDAtteinte(quorum) ? [faute('quorum_hors_d_atteinte', i, 'compte', 'Le quorum demande plus que tous les membres : il ne sera jamais atteint.')] : []),
  ...(estNul(quorum) ? [faute('quorum_nul', i, 'clause', 'Un quorum est exigé, et il est de zéro : dites qu’il n’y en a pas, ou combien.')] : []),
  ...(auDelaDesSieges(quorum, i.sieges) ? [faute('quorum_au_dela_des_sieges', i, 'clause', 'Le quorum demande plus de personnes que l’instance n’a de sièges.')] : []),
  ...(quorum.representes === true && i.regles.procurations === 'interdites' ? [faute('representes_sans_procuration', i, 'clause', 'Le quorum compte les représentés, et les procurations sont interdites.')] : []),
  ...fautesDuQuorumParCollege(i, quorum, s),
];

/** Of each convocation, and of one against the other. */
function fautesDuQuorum(i: Instance, s: Statuts): Faute[] {
  const { quorum, secondeConvocation } = i.regles;
  const seconde = typeof secondeConvocation === 'object' && typeof secondeConvocation.quorum === 'object' ? secondeConvocation.quorum : undefined;
  return [
    ...(typeof quorum === 'object' ? fautesDUnQuorum(i, quorum, s) : []),
    ...(seconde ? fautesDUnQuorum(i, seconde, s) : []),
    ...(quorum !== undefined && seconde && secondePlusExigeante(quorum, seconde) ? [faute('seconde_plus_exigeante', i, 'clause', 'Le quorum de la seconde convocation est plus élevé que celui de la première : elle ne débloque rien.')] : []),
  ];
}

/** Rules that name colleges, in statutes that create none. */
function fautesSansCollege(i: Instance, s: Statuts): Faute[] {
  if (s.colleges.length > 0) return [];
  const { procurations, majorites } = i.regles;
  return [
    ...(typeof procurations === 'object' && procurations.memeCollege === true ? [faute('regle_de_college_sans_college', i, 'clause', 'Le mandataire doit être du collège du mandant, et les statuts ne créent aucun collège.')] : []),
    ...Object.entries(majorites ?? {}).filter(([, m]) => m.dansChaqueCollege === true).map(([nature]) => faute('regle_de_college_sans_college', i, 'clause', `La décision « ${nature} » demande la majorité dans chaque collège, et les statuts n’en créent aucun.`)),
  ];
}

function fautesDesVoixNotees({ voixDesMembres = [], ...i }: Instance): Faute[] {
  return voixDesMembres.length > 0 && voixDesMembres.every((v) => nul(v.voix)) ? [faute('voix_nulles', i, 'compte', 'Toutes les voix notées sont de zéro : personne n’a de voix.')] : [];
}

function fautesDesVoix(i: Instance, s: Statuts): Faute[] {
  const mode = i.regles.voix?.mode;
  if (mode === 'du_membre') return fautesDesVoixNotees(i);
  if (mode === undefined || mode === 'par_membre') return [];
  const votants = s.colleges.filter((c) => !c.consultatif);
  if (votants.length === 0) return [faute('poids_sans_college', i, 'clause', 'Les voix dépendent du collège, et les statuts n’en créent aucun qui vote.')];
  const poids = votants.flatMap((c) => lue(c.poids) ?? []);
  return [
    ...(poids.length > 0 && poids.length < votants.length ? [faute('poids_incomplets', i, 'clause', 'Certains collèges ont un poids et d’autres non : les voix ne se comptent pas.')] : []),
    ...(poids.length === votants.length && poids.every((p) => comparer(p, ZERO) === 0) ? [faute('poids_nuls', i, 'compte', 'Tous les collèges pèsent zéro : personne n’a de voix.')] : []),
    ...(mode === 'college_bloc' && i.regles.election ? [faute('bloc_et_election', i, 'compte', 'Un collège qui vote d’un bloc n’élit pas plusieurs personnes : donnez une autre règle de voix à l’instance qui élit.')] : []),
  ];
}

function fautesDesMajorites(i: Instance, s: Statuts): Faute[] {
  const fautes = Object.entries(i.regles.majorites ?? {}).flatMap(([nature, m]) => {
    if (m.type !== 'qualifiee') return m.part === undefined ? [] : [faute('part_sans_majorite_qualifiee', i, 'clause', `La décision « ${nature} » dit une part, et sa majorité n’est pas qualifiée.`)];
    const part = lue(m.part);
    if (!part) return [];
    return [
      ...(comparer(part, UN) === 0 && m.sens === 'plus_de' ? [faute('majorite_hors_d_atteinte', i, 'compte', `La décision « ${nature} » demande plus que toutes les voix.`)] : []),
      ...(comparer(part, DEMI) < 0 ? [faute('majorite_sous_la_moitie', i, 'compte', `La décision « ${nature} » peut être adoptée avec moins de la moitié des voix : le pour et le contre l’emporteraient à la fois.`)] : []),
      ...(comparer(part, DEMI) === 0 && m.sens === 'au_moins' && i.regles.egalite === 'rejet' ? [faute('moitie_et_rejet', i, 'clause', `La décision « ${nature} » est adoptée à la moitié des voix, et l’égalité la rejette.`)] : []),
    ];
  });
  const preponderante = i.regles.egalite === 'voix_preponderante';
  return [
    ...fautes,
    ...(preponderante && !s.fonctions.some((f) => f.fonction === 'presidence') ? [faute('preponderante_sans_presidence', i, 'clause', 'La présidence départage, et les statuts ne créent pas de présidence.')] : []),
    ...(preponderante && i.regles.secret?.resolutions === 'toujours' ? [faute('preponderante_au_secret', i, 'clause', 'La voix prépondérante dévoile un vote que les statuts veulent toujours secret.')] : []),
  ];
}

function fautesDesProcurations(i: Instance): Faute[] {
  const p = i.regles.procurations;
  if (p === undefined || p === 'interdites') return [];
  return [
    ...(p.maximum === 0 ? [faute('procurations_a_zero', i, 'clause', 'Les procurations sont admises, et nul ne peut en porter : dites qu’elles sont interdites, ou combien.')] : []),
    ...(p.maximum !== undefined && p.maximum > 0 && i.sieges !== undefined && p.maximum >= i.sieges - 1 ? [faute('procurations_de_tous', i, 'compte', 'Une seule personne pourrait porter les voix de toutes les autres.')] : []),
  ];
}

type ElectionDite = NonNullable<Instance['regles']['election']>;

const fautesDesTours = (i: Instance, e: ElectionDite): Faute[] => [
  ...(e.tours === 1 && e.secondTour ? [faute('second_tour_sans_tour', i, 'clause', 'L’élection est à un tour, et un second est décrit.')] : []),
  ...(e.tours === 2 && e.premierTour?.majorite === 'relative' ? [faute('second_tour_sans_objet', i, 'clause', 'Au premier tour la majorité relative suffit : le second n’aura jamais lieu.')] : []),
  ...(e.secondTour?.candidats === 'en_tete' && e.secondTour.parSiege === 1 ? [faute('second_tour_sans_choix', i, 'clause', 'Un seul candidat par siège se maintient : le second tour n’offre pas de choix.')] : []),
];

function fautesDuDepartage(i: Instance, e: ElectionDite): Faute[] {
  const departages = e.egalite ?? [];
  const fin = departages.indexOf('sort');
  return [
    ...(departages.includes('doyen') && departages.includes('benjamin') ? [faute('departage_contradictoire', i, 'clause', 'L’égalité profite à la fois au plus âgé et au plus jeune.')] : []),
    ...(fin >= 0 && fin < departages.length - 1 ? [faute('departage_inatteignable', i, 'clause', 'Une règle de départage suit le sort : elle ne servira jamais.')] : []),
  ];
}

const fautesDesSiegesElus = (i: Instance, e: ElectionDite, s: Statuts): Faute[] => [
  ...(typeof e.nomsParBulletin === 'number' && i.sieges !== undefined && e.nomsParBulletin > i.sieges ? [faute('noms_au_dela_des_sieges', i, 'clause', 'Un bulletin peut porter plus de noms que l’instance n’a de sièges.')] : []),
  ...(e.parite?.ecart === 0 && i.sieges !== undefined && i.sieges % 2 === 1 ? [faute('parite_impossible', i, 'compte', 'La parité est exacte et le nombre de sièges impair : un siège restera vacant.')] : []),
  ...(e.parite && i.sieges !== undefined && e.parite.ecart >= i.sieges ? [faute('parite_sans_effet', i, 'clause', 'L’écart admis entre femmes et hommes est au moins le nombre de sièges : la règle n’exige rien.')] : []),
  ...(e.electeurs === 'college' && !s.instances.some((x) => x.siegesParCollege) ? [faute('electeurs_sans_sieges', i, 'clause', 'Chaque collège élit les siens, et les sièges ne sont pas répartis par collège.')] : []),
];

const fautesDuScrutin = (i: Instance, s: Statuts): Faute[] => (i.regles.election ? [...fautesDesTours(i, i.regles.election), ...fautesDuDepartage(i, i.regles.election), ...fautesDesSiegesElus(i, i.regles.election, s)] : []);

/** What is wrong with the way one body votes. */
export const fautesDeLInstance = (i: Instance, s: Statuts): Faute[] => [...fautesDuQuorum(i, s), ...fautesDesVoix(i, s), ...fautesSansCollege(i, s), ...fautesDesMajorites(i, s), ...fautesDesProcurations(i), ...fautesDuScrutin(i, s)];
