import { diviser, enTexte, lireFraction } from '#core/fraction.ts';
import { accord, enumerer, typographier } from '#core/texte.ts';
import type { MotifEcart } from './corps.ts';
import type { ElectionComptee, GroupeCompte } from './election.ts';
import type { QuorumCompte, SeuilCompte } from './quorum.ts';
import type { RefusScrutin } from './refus.ts';
import type { MajoriteComptee, ResolutionComptee } from './resolution.ts';
import type { Depouillement } from './resultat.ts';
import type { Scrutin } from './scrutin.ts';
import type { CandidatCompte, DepartageCompte, TourCompte } from './tour.ts';

const MOTIFS: Readonly<Record<MotifEcart, string>> = {
  procurations_interdites: 'les statuts n’en admettent pas',
  a_soi_meme: 'on ne se représente pas soi-même',
  mandant_sans_droit_de_vote: 'le mandant n’a pas droit de vote',
  mandataire_sans_droit_de_vote: 'le mandataire n’a pas droit de vote',
  mandant_present: 'le mandant est présent et vote lui-même',
  chaine: 'le mandataire est absent et a lui-même donné procuration : une procuration ne se transmet pas',
  mandataire_absent: 'le mandataire est absent',
  autre_college: 'le mandataire est d’un autre collège',
  plusieurs_mandataires: 'le mandant a nommé plusieurs mandataires',
  au_dela_du_maximum: 'le mandataire en porte trop',
};

export const phraseMotif = (motif: MotifEcart): string => MOTIFS[motif];

const BASES = { exprimes: 'suffrages exprimés', presents: 'voix des présents et représentés', membres: 'voix de tous les membres' } as const;

const deSens = (sens: string): string => (sens === 'plus_de' ? 'plus de' : sens === 'au_moins' ? 'au moins' : 'le seuil de');

const PARTS: Readonly<Record<string, string>> = { '1/2': 'la moitié', '1/3': 'le tiers', '2/3': 'les deux tiers', '1/4': 'le quart', '3/4': 'les trois quarts', '1/5': 'le cinquième', '2/5': 'les deux cinquièmes', '3/5': 'les trois cinquièmes', '4/5': 'les quatre cinquièmes', '1/10': 'le dixième' };
const contracter = (phrase: string): string => phrase.replace(/\bde le (?=\p{L})/gu, 'du ').replace(/\bde les /g, 'des ');

/** `29/2` → `14,5`; a quantity that no short decimal writes stays a fraction. */
export function enNombre(ecrit: string): string {
  const [n = 0n, d = 1n] = ecrit.split('/').map(BigInt);
  return d > 1n && 100n % d === 0n ? String(Number(n) / Number(d)).replace('.', ',') : ecrit;
}

/** Nobody comes by halves: what a threshold means in people. */
function personnes(requis: string, sens: string): string {
  const [n = 0n, d = 1n] = requis.split('/').map(BigInt);
  return String(sens === 'plus_de' ? n / d + 1n : (n + d - 1n) / d);
}

/** What is to be reached, in words: « au moins le quart des 29 membres, soit 8 ». */
export function seuilEnMots({ requis, sens, part }: { readonly requis: string; readonly sens: string; readonly part?: string }, { total, unite }: { readonly total: string; readonly unite: 'membres' | 'voix' }): string {
  const dite = part === undefined ? undefined : PARTS[part];
  const nombre = unite === 'membres' ? personnes(requis, sens) : enNombre(requis);
  if (dite === undefined) return unite === 'membres' && sens === 'au_moins' ? `au moins ${nombre}` : `${deSens(sens)} ${enNombre(requis)}`;
  return `${contracter(`${deSens(sens)} ${dite}`)} des ${enNombre(total)} ${unite}, soit ${nombre}`;
}

type NomDeCollege = (code: string) => string;

const phraseSeuil = (s: SeuilCompte, unite: 'membres' | 'voix', nom: NomDeCollege): string =>
  `${s.college === undefined ? 'Ensemble' : `Collège ${nom(s.college)}`} : ${enNombre(s.compte)} sur ${enNombre(s.total)} (${unite}) ; il faut ${enumerer(s.seuils.map((x) => seuilEnMots(x, { total: s.total, unite })))} : ${s.atteint ? 'atteint' : 'non atteint'}.`;

function phrasesQuorum(q: QuorumCompte, nom: NomDeCollege): string[] {
  if (!q.exige) return ['Aucun quorum n’est exigé à cette convocation.'];
  const unite = q.base === 'membres' ? 'membres' : 'voix';
  const comptes = q.representesComptes === null ? [] : [q.representesComptes ? 'Les membres représentés comptent pour le quorum.' : 'Les membres représentés ne comptent pas pour le quorum.'];
  return [...comptes, ...[...(q.ensemble ? [q.ensemble] : []), ...q.colleges].map((s) => phraseSeuil(s, unite, nom)), q.atteint ? 'Le quorum est atteint.' : 'Le quorum n’est pas atteint : aucun vote n’est valable.'];
}

/** The share that a threshold is of its base, in lowest terms. */
function partDe(requis: string, base: string): string | undefined {
  const [r, b] = [lireFraction(requis), lireFraction(base)];
  return r && b && b.n !== 0n ? enTexte(diviser(r, b)) : undefined;
}

function phraseMajorite(m: MajoriteComptee, nom: NomDeCollege): string {
  const ou = m.college === undefined ? 'Majorité' : `Collège ${nom(m.college)} : majorité`;
  const suite = m.atteinte ? 'atteinte' : 'non atteinte';
  if (m.base === null) return `${ou} simple : ${enNombre(m.pour)} pour, ${enNombre(m.requis)} contre : ${suite}.`;
  const total = m.voixDeLaBase ?? '0';
  const dite = PARTS[partDe(m.requis, total) ?? ''];
  const voulu = dite === undefined ? `${deSens(m.sens)} ${enNombre(m.requis)}` : `${contracter(`${deSens(m.sens)} ${dite}`)} des ${enNombre(total)} ${BASES[m.base]}, ${m.sens === 'plus_de' ? 'plus de' : 'soit'} ${enNombre(m.requis)}`;
  return `${ou} ${m.type === 'absolue' ? 'absolue' : 'qualifiée'} : ${enNombre(m.pour)} pour ; il faut ${voulu} : ${suite}.`;
}

function phrasesResolution(r: ResolutionComptee, nom: NomDeCollege): string[] {
  const { voix } = r;
  const egalite = r.egalite && (r.egalite.regle === 'rejet' ? 'Égalité : les statuts disent que la résolution est rejetée.' : `Égalité : la voix de la présidence (${r.egalite.presidence ?? ''}) est prépondérante : ${r.egalite.choix ?? 'elle ne s’est pas exprimée'}.`);
  return [
    `Voix : ${enNombre(voix.pour)} pour, ${enNombre(voix.contre)} contre, ${enNombre(voix.abstentions)} abstention, ${enNombre(voix.blancs)} blanc, ${enNombre(voix.nuls)} nul ; ${accord(r.tetes.sansVote, 'votant n’a pas pris part', 'votants n’ont pas pris part')} au vote.`,
    phraseMajorite(r.majorite, nom),
    ...r.dansChaqueCollege.map((m) => phraseMajorite(m, nom)),
    ...(egalite ? [egalite] : []),
    r.issue === 'adoptee' ? 'La résolution est adoptée.' : 'La résolution est rejetée.',
  ];
}

const listeDesVoix = (candidats: readonly CandidatCompte[]): string => (candidats.length === 0 ? 'aucun candidat' : candidats.map((c) => `${c.id} ${enNombre(c.voix)}`).join(', '));

const phraseTour = (t: TourCompte): string =>
  `Tour ${t.tour}, ${accord(t.sieges, 'siège')}, majorité ${t.majorite}${t.base === null ? '' : ` : il faut plus de la moitié des ${enNombre(t.voixDeLaBase ?? '0')} ${BASES[t.base]}, plus de ${enNombre(t.aDepasser ?? '0')}`} : ${listeDesVoix(t.candidats)}.`;

const phraseDepartage = (d: DepartageCompte, tour: number): string => `Vote entre les ex æquo du tour ${tour}, ${accord(d.sieges, 'siège')} : ${listeDesVoix(d.candidats)}.`;

const DEPARTAGES = { doyen: 'l’âge, le doyen d’abord', benjamin: 'l’âge, le benjamin d’abord', anciennete: 'l’ancienneté', sort: 'le sort', nouveau_tour: 'un nouveau vote' } as const;

function phrasesGroupe(g: GroupeCompte, nom: NomDeCollege): string[] {
  return [
    ...(g.college === null ? [] : [`Collège ${nom(g.college)}.`]),
    ...g.tours.flatMap((x) => [phraseTour(x), ...x.departages.map((d) => phraseDepartage(d, x.tour))]),
    ...g.departages.map((d) => `${enumerer(d.entre)} à égalité : départagés par ${DEPARTAGES[d.regle]} (${d.ordre.map((o) => o.join(' = ')).join(', ')}).`),
    g.elus.length === 0 ? 'Personne n’est élu.' : `${g.elus.length > 1 ? 'Sont élus' : 'Est élu'} : ${g.elus.map((e) => e.id).join(', ')}.`,
    ...(g.secondTour ? [`Un second tour est nécessaire pour ${accord(g.secondTour.sieges, 'siège')} : ${g.secondTour.candidats.length === 0 ? 'personne ne se maintient' : enumerer(g.secondTour.candidats)}.`] : []),
    ...(g.nouveauTour ? [`${enumerer(g.nouveauTour.candidats)} à égalité : un nouveau vote départage ${accord(g.nouveauTour.sieges, 'siège')}.`] : []),
    ...(g.vacants > 0 && !g.secondTour && !g.nouveauTour ? [`${accord(g.vacants, 'siège reste vacant', 'sièges restent vacants')}.`] : []),
  ];
}

const phrasesElection = (e: ElectionComptee, nom: NomDeCollege): string[] => e.groupes.flatMap((g) => phrasesGroupe(g, nom));

/** The count told in the order it is made. */
export function raisonner(s: Pick<Scrutin, 'statuts' | 'instance'>, r: Omit<Depouillement, 'raisonnement'>): string[] {
  const { corps } = r;
  const noms = new Map(s.statuts.colleges.map((c) => [c.code, c.nom]));
  const nom: NomDeCollege = (code) => noms.get(code) ?? code;
  return [
    `${accord(corps.inscrits, 'membre a', 'membres ont')} droit de vote ; ${accord(corps.presents, 'présent')}, ${accord(corps.representes, 'représenté')}.`,
    ...corps.procurationsEcartees.map((p) => `Procuration de ${p.de} à ${p.a} écartée : ${MOTIFS[p.motif]}.`),
    ...phrasesQuorum(r.quorum, nom),
    ...(!r.quorum.atteint && r.convocation === 1 && typeof s.statuts.instances.find((i) => i.code === s.instance)?.secondeConvocation === 'object' ? ['Les statuts permettent une seconde convocation.'] : []),
    ...(r.resolution ? phrasesResolution(r.resolution, nom) : []),
    ...(r.election ? phrasesElection(r.election, nom) : []),
  ].map(typographier);
}

/** The sentence of a refusal. */
export function phraseRefusScrutin(r: RefusScrutin): string {
  const phrase = (): string => {
    switch (r.code) {
      case 'regle_absente': return `Les statuts ne disent pas « ${r.regle} ». ${r.pourquoi} Rien n’est supposé : écrivez cette règle.`;
      case 'fait_absent': return `Il manque « ${r.fait} ». ${r.pourquoi}`;
      case 'inconnu': return `${r.ou} : « ${r.id} » n’existe pas.`;
      case 'doublon': return `${r.ou} : « ${r.id} » apparaît deux fois.`;
      case 'bulletin_non_admis': return `Le bulletin de « ${r.membre} » n’est pas admis : ce membre n’est ni présent ni représenté, ou n’a pas droit de vote.`;
      case 'bulletin_illisible': return `Le bulletin n° ${r.rang + 1} (bulletins[${r.rang}]) ne se lit pas : ${r.pourquoi}`;
      case 'bulletins_meles': return 'Un même vote ne mêle pas des bulletins nominaux et des bulletins sans nom.';
      case 'bulletins_en_trop': return `${r.college === undefined ? 'L’urne' : `Le collège ${r.college}`} contient ${accord(r.bulletins, 'bulletin')} pour ${accord(r.votants, 'votant')} : le vote est à refaire.`;
      case 'secret_exige': return 'Les statuts exigent un bulletin secret : « secret » doit être vrai.';
      case 'secret_interdit': return 'Les statuts excluent le bulletin secret pour ce vote.';
      case 'secret_rompu': return 'Le vote est secret : aucun bulletin ne peut porter le nom d’un membre.';
      case 'combinaison_impossible': return r.pourquoi;
      case 'seconde_convocation_exclue': return 'Les statuts disent qu’il n’y a pas de seconde convocation.';
      case 'departage_attendu': return `${enumerer(r.candidats)} sont à égalité au premier tour : un vote les départage avant le second.`;
      case 'departage_sans_objet': return `Au tour ${r.tour}, personne n’est à égalité qu’un nouveau vote doive départager : « tours[${r.tour - 1}].departages[${r.rang}] » n’a pas lieu d’être.`;
      case 'second_tour_sans_objet': return 'Le premier tour pourvoit tous les sièges qui pouvaient l’être : le second n’a pas lieu.';
    }
  };
  return typographier(phrase());
}
