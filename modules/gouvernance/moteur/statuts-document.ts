import type { Bloc, DocumentRedige } from '#core/document.ts';
import { enumerer, typographier } from '#core/texte.ts';
import type { Fonction, Instance, Reponses, Statuts } from '../model.ts';
import { manquesDesStatuts, statutsDepuis } from './statuts.ts';
import { INSTANCES } from './questions.ts';

/** What is not said is shown as such: the document never fills a silence. */
export const A_DIRE = '[à compléter]';
export const p = (texte: string): Bloc => ({ type: 'paragraphe', texte: typographier(texte) });
export const instance = (code: string | undefined): string => (code === undefined ? A_DIRE : code in INSTANCES ? `${code === 'bureau' || code === 'conseil' ? 'le' : 'l’'}${code === 'bureau' || code === 'conseil' ? ' ' : ''}${INSTANCES[code as keyof typeof INSTANCES].toLowerCase()}` : code);
const sens = (s: string | undefined): string => (s === 'au_moins' ? 'au moins' : s === 'plus_de' ? 'plus de' : A_DIRE);
const base = { exprimes: 'des suffrages exprimés', presents: 'des voix des membres présents et représentés', membres: 'des voix de tous les membres' } as const;

type Regles = Instance['regles'];
type Majorite = NonNullable<Regles['majorites']>[string];

/** How a body decides, in words; what the statutes do not say stays to be completed. */
export function phraseMajorite(m: Majorite | undefined): string {
  if (!m) return A_DIRE;
  if (m.type === 'simple') return `à la majorité simple (plus de voix pour que contre)${m.dansChaqueCollege ? ', exigée aussi dans chaque collège' : ''}`;
  const de = m.base ? base[m.base] : A_DIRE;
  const aussi = m.dansChaqueCollege ? ', la même majorité étant exigée dans chaque collège' : '';
  return `${m.type === 'absolue' ? `à la majorité absolue ${de}` : `à la majorité de ${sens(m.sens)} ${m.part ?? A_DIRE} ${de}`}${aussi}`;
}

function phraseVoix(r: Regles): string {
  switch (r.voix?.mode) {
    case 'par_membre': return 'Chaque membre dispose d’une voix.';
    case 'du_membre': return 'Chaque membre dispose des voix que les statuts lui donnent.';
    case 'du_college': return 'Chaque membre porte le poids de son collège.';
    case 'college_partagee': return `Le poids de chaque collège se partage également entre ses ${{ inscrits: 'membres', presents: 'membres présents et représentés', exprimes: 'suffrages exprimés' }[r.voix.entre ?? 'inscrits']}.`;
    case 'college_bloc': return `Chaque collège porte tout son poids à la proposition qui l’emporte en son sein ; partagé par moitié, ${r.voix.egaliteDuBloc === 'partage' ? 'il partage son poids' : r.voix.egaliteDuBloc === 'sans_voix' ? 'il ne pèse pas' : A_DIRE}.`;
    case undefined: return `Voix de chaque membre : ${A_DIRE}.`;
  }
}

type QuorumDit = Exclude<NonNullable<Regles['quorum']>, string>;

/** « au moins 1/4 et au moins 20 de ses membres… », and what a college must bring. */
function conditionDeQuorum(q: QuorumDit): string {
  const combien = [...(q.part === undefined ? [] : [`${sens(q.sens)} ${q.part} de ses membres`]), ...(q.nombre === undefined ? [] : [`${sens(q.sens)} ${q.nombre} membres`])];
  const colleges = (q.colleges ?? []).map((c) => `${sens(c.sens)} ${c.part === undefined ? `${c.nombre ?? A_DIRE} membres` : `${c.part} des membres`} du collège ${c.college.replaceAll('_', ' ')}`);
  const tout = [...combien, ...colleges];
  const comptes = q.base === 'voix' ? ', comptés par les voix qu’ils portent,' : '';
  return `si ${tout.length === 0 ? A_DIRE : enumerer(tout)}${comptes} sont présents${q.representes ? ' ou représentés' : q.representes === false ? ', les représentés ne comptant pas' : ` (représentés : ${A_DIRE})`}`;
}

export function phraseSeconde(r: Regles): string {
  const seconde = r.secondeConvocation;
  if (seconde === undefined) return ` À défaut, ${A_DIRE}.`;
  if (seconde === 'aucune') return ' Il n’y a pas de seconde convocation.';
  const q = seconde.quorum;
  const comment = q === undefined ? A_DIRE : q === 'aucun' ? 'sans condition de quorum' : JSON.stringify(q) === JSON.stringify(r.quorum) ? 'avec le même quorum' : `; elle délibère ${conditionDeQuorum(q)}`;
  return ` À défaut, une seconde convocation réunit l’instance ${comment}.`;
}

function phraseQuorum(r: Regles): string {
  if (r.quorum === undefined) return `Quorum : ${A_DIRE}.`;
  return r.quorum === 'aucun' ? 'Aucun quorum n’est exigé.' : `L’instance délibère ${conditionDeQuorum(r.quorum)}.${phraseSeconde(r)}`;
}

export function phraseProcurations(r: Regles): string {
  const x = r.procurations;
  if (x === undefined) return `Procurations : ${A_DIRE}.`;
  if (x === 'interdites') return 'Le vote par procuration n’est pas admis.';
  const auDela = x.auDela === 'premieres' ? 'au-delà, les premières reçues valent' : x.auDela === 'aucune' ? 'au-delà, aucune ne vaut' : A_DIRE;
  return `Un membre absent peut donner procuration à un autre membre${x.memeCollege ? ' de son collège' : ''}. Nul ne porte plus de ${x.maximum ?? A_DIRE} procurations ; ${auDela}. Si un membre en donne plusieurs, ${x.plusieursMandataires === 'derniere' ? 'la dernière reçue vaut' : x.plusieursMandataires === 'aucune' ? 'aucune ne vaut' : A_DIRE}. Une procuration ne se transmet pas.`;
}

const DEPARTAGE = { doyen: 'la personne la plus âgée', benjamin: 'la personne la plus jeune', anciennete: 'la personne membre depuis le plus longtemps', sort: 'la personne que le sort désigne', nouveau_tour: 'la personne qu’un nouveau vote désigne' } as const;
const SECRET = { toujours: 'est toujours secret', sur_demande: 'est secret si un membre le demande', jamais: 'n’est jamais secret' } as const;

type ElectionDite = NonNullable<Regles['election']>;
const phraseTour = (t: { readonly majorite?: 'absolue' | 'relative' | undefined; readonly base?: keyof typeof base | undefined } | undefined): string =>
  t?.majorite === 'absolue' ? `à la majorité absolue ${t.base ? base[t.base] : A_DIRE}` : t?.majorite === 'relative' ? 'à la majorité relative' : A_DIRE;

function phraseTours(e: ElectionDite): string {
  if (e.tours === undefined) return `Tours de l’élection : ${A_DIRE}.`;
  if (e.tours === 1) return `Les élections ont lieu en un tour, ${phraseTour(e.premierTour)}.`;
  const qui = e.secondTour?.candidats === 'restants' ? 'tous les candidats restants' : e.secondTour?.candidats === 'en_tete' ? `les ${e.secondTour.parSiege ?? A_DIRE} premiers par siège à pourvoir` : A_DIRE;
  return `Les élections ont lieu en deux tours au plus : ${phraseTour(e.premierTour)}, puis ${phraseTour(e.secondTour)}. Au second tour se maintiennent ${qui}.`;
}

const phraseSiegesVides = (e: ElectionDite): string => (e.siegesSansCandidat === 'ouverts' ? 's’ouvre aux suivants' : e.siegesSansCandidat === 'vacants' ? 'reste vacant' : A_DIRE);

function phrasesElection(r: Regles): string[] {
  const e = r.election;
  if (!e) return [];
  const noms = e.nomsParBulletin === 'sieges' ? 'autant de noms que de sièges à pourvoir' : e.nomsParBulletin === undefined ? A_DIRE : `${e.nomsParBulletin} noms`;
  return [
    `${phraseTours(e)} Un bulletin porte au plus ${noms}. À égalité est élue ${e.egalite ? enumerer(e.egalite.map((d) => DEPARTAGE[d])).replace(' et ', ' puis ') : A_DIRE}.`,
    `Le vote des personnes ${r.secret?.elections ? SECRET[r.secret.elections] : A_DIRE}.`,
    ...(e.parite ? [`L’écart entre femmes et hommes élus ne dépasse pas ${e.parite.ecart} ; un siège que cette règle empêche de pourvoir ${phraseSiegesVides(e)}.`] : []),
    ...(e.electeurs ? [`Quand les sièges sont répartis par collège, ${e.electeurs === 'college' ? 'chaque collège élit les siens' : 'tous les membres votent pour tous les sièges'} ; un siège sans candidat de son collège ${phraseSiegesVides(e)}.`] : []),
  ];
}

const DITES_AILLEURS = new Set(['ordinaire', 'modification_statuts', 'dissolution']);
const phrasesMajorites = (r: Regles): string[] => Object.entries(r.majorites ?? {}).flatMap(([nature, m]) => (DITES_AILLEURS.has(nature) ? [] : [`Décision « ${nature.replaceAll('_', ' ')} » : ${phraseMajorite(m)}.`]));

/** Functions as the statutes name them, not as we key them. */
export const nommerFonctions = ({ fonctions }: Pick<Statuts, 'fonctions'>, codes: readonly string[]): string[] => codes.map((code) => fonctions.find((f) => f.fonction === code)?.nom.toLocaleLowerCase('fr') ?? code.replaceAll('_', ' '));

function articleDInstance(i: Instance, s: Statuts): Bloc[] {
  const r = i.regles;
  const par = i.convocation?.par;
  return [
    ...(i.sieges === undefined ? [] : [p(`Cette instance compte ${i.sieges} sièges${i.siegesParCollege ? ` : ${enumerer(i.siegesParCollege.map((x) => `${x.sieges} pour le collège ${x.college.replaceAll('_', ' ')}`))}` : ''}.`)]),
    p(`Elle est convoquée par ${par ? enumerer(nommerFonctions(s, par)) : A_DIRE}, ${i.convocation?.delaiJours ?? A_DIRE} jours au moins avant la séance, avec son ordre du jour.`),
    p(phraseVoix(r)), ...(i.voixDesMembres ? [p(`Voix : ${enumerer(i.voixDesMembres.map((v) => `${v.nom} ${v.voix}`))}.`)] : []), p(phraseQuorum(r)), p(phraseProcurations(r)),
    p(`Les décisions se prennent ${phraseMajorite(r.majorites?.['ordinaire'])}. Les abstentions et les bulletins nuls ne sont pas des suffrages exprimés ; les bulletins blancs ${r.blancs === undefined ? A_DIRE : r.blancs === 'exprimes' ? 'en sont' : 'n’en sont pas'}. À égalité, ${r.egalite === 'rejet' ? 'la décision est rejetée' : r.egalite === 'voix_preponderante' ? 'la voix de la présidence est prépondérante' : A_DIRE}.`),
    p(`Le vote des décisions ${r.secret?.resolutions ? SECRET[r.secret.resolutions] : A_DIRE}.`),
    ...phrasesMajorites(r).map(p),
    ...phrasesElection(r).map(p),
  ];
}

const phraseFonction = (f: Fonction): string => `${f.nom} (${instance(f.instance)}) : ${f.ans ?? A_DIRE} ans, ${f.renouvellements === undefined ? A_DIRE : f.renouvellements === null ? 'renouvelable sans limite' : f.renouvellements === 0 ? 'non renouvelable' : `renouvelable ${f.renouvellements} fois`}${f.parTiers ? ', par tiers' : ''}`;

function articleDesMembres(s: Statuts): Bloc[] {
  const poids = (c: Statuts['colleges'][number]): string => (c.consultatif ? ' (voix consultative)' : c.poids === undefined ? '' : ` : ${c.poids}`);
  const exigee = s.cotisation?.exigee;
  return [
    ...(s.colleges.length === 0 ? [] : [p('Les membres se répartissent en collèges :'), { type: 'liste' as const, elements: s.colleges.map((c) => typographier(`${c.nom}${poids(c)}`)) }]),
    p(`L’adhésion est ${s.adhesion === 'libre' ? 'volontaire' : s.adhesion ?? A_DIRE}. Les membres sont admis par ${instance(s.admission)}. La cotisation annuelle est de ${s.cotisation?.euros ?? A_DIRE} € ; ${exigee === undefined ? A_DIRE : exigee ? 'il faut l’avoir payée pour voter' : 'elle n’est pas exigée pour voter'}.`),
    p(`${s.retrait === 'libre' ? 'Tout membre peut se retirer à tout moment.' : `Retrait d’un membre : ${A_DIRE}.`} L’exclusion est prononcée par ${instance(s.exclusion?.organe)}, ${s.exclusion?.apresAudition ? 'la personne ayant été entendue' : A_DIRE}.`),
  ];
}

function articles(s: Statuts): { titre: string; blocs: Bloc[] }[] {
  const maj = (code: string | undefined, nature: string): string => phraseMajorite(s.instances.find((i) => i.code === code)?.regles.majorites?.[nature]);
  return [
    { titre: 'Nom, objet, siège, durée', blocs: [p(`L’association, régie par la loi du 1er juillet 1901, a pour nom ${s.nom ?? A_DIRE}.`), p(`Objet : ${s.objet ?? A_DIRE}`), p(`Son siège est à ${s.siege ?? A_DIRE}. Sa durée est ${s.duree ?? A_DIRE}. ${s.excedents === 'conserves' ? 'Ses excédents restent à l’association.' : ''}`)] },
    { titre: 'Membres', blocs: articleDesMembres(s) },
    ...s.instances.map((i) => ({ titre: INSTANCES[i.code], blocs: articleDInstance(i, s) })),
    { titre: 'Fonctions et mandats', blocs: [{ type: 'liste', elements: s.fonctions.length === 0 ? [A_DIRE] : s.fonctions.map((f) => typographier(phraseFonction(f))) }, p(`Les procès-verbaux sont signés par ${s.signataires ? enumerer(nommerFonctions(s, s.signataires)) : A_DIRE}. Le vote à distance ${s.aDistance === undefined ? A_DIRE : s.aDistance ? 'est admis' : 'n’est pas admis'}.`)] },
    { titre: 'Modification des statuts, règlement intérieur', blocs: [p(`Les statuts sont modifiés par ${instance(s.modification)}, ${maj(s.modification, 'modification_statuts')}. Le règlement intérieur est adopté par ${instance(s.reglementInterieur)}. Tout changement est déclaré à la préfecture dans les ${s.declarationJours ?? A_DIRE} jours.`)] },
    { titre: 'Dissolution', blocs: [p(`La dissolution est prononcée par ${instance(s.dissolution)}, ${maj(s.dissolution, 'dissolution')}. Ce qui reste est attribué ${s.devolution === 'association' ? 'à une association au but voisin' : s.devolution === 'collectivite' ? 'à une collectivité' : A_DIRE}, jamais aux membres.`)] },
  ];
}

type Page = { readonly cpts: string; readonly date: string; readonly etat: string };

/** The statutes as a document: page, DOCX and PDF say the same. */
export function redigerStatuts(r: Reponses, { cpts, date, etat }: Page): DocumentRedige {
  const s = statutsDepuis(r);
  const manquent = manquesDesStatuts(r).length;
  return {
    titre: 'Statuts', sousTitre: s.nom ?? cpts, auteur: cpts, date, piedDePage: `Statuts, ${etat}`,
    mentions: manquent === 0 ? [] : [typographier(`${manquent} règles ne sont pas encore dites : elles sont marquées « à compléter ».`)],
    blocs: [
      ...articles(s).flatMap((a, i): Bloc[] => [{ type: 'titre', niveau: 1, texte: typographier(`Article ${i + 1}. ${a.titre}`) }, ...a.blocs]),
      { type: 'signatures', lieuEtDate: 'Fait à                    , le', signataires: nommerFonctions(s, s.signataires ?? []).map((qualite) => ({ qualite, nom: '' })) },
    ],
  };
}

/** The text of a version, one line per paragraph: what two versions are compared by. */
export const texteDesStatuts = (r: Reponses): string =>
  redigerStatuts(r, { cpts: '', date: '', etat: '' }).blocs.flatMap((b) => (b.type === 'titre' || b.type === 'paragraphe' ? [b.texte] : b.type === 'liste' ? b.elements : [])).join('\n\n');
