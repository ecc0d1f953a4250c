import type { CodeInstance } from '../model.ts';

export type Option = readonly [valeur: string, libelle: string];
type Condition = (r: Readonly<Record<string, string>>) => boolean;
/** One rule of the statutes, as a question. `si` makes it asked only when another answer calls for it. No answer is proposed. */
export type Question = {
  readonly cle: string;
  readonly libelle: string;
  readonly genre: 'ligne' | 'texte' | 'part' | 'entier' | 'choix';
  readonly options?: readonly Option[];
  readonly guide?: string;
  /** May stay without an answer: always, or when another answer says enough. */
  readonly facultative?: boolean | Condition;
  readonly si?: Condition;
};
export type Clause = { readonly cle: string; readonly titre: string; readonly guide: string; readonly questions: readonly Question[] };

const OUI_NON: readonly Option[] = [['oui', 'Oui'], ['non', 'Non']];
const SENS: readonly Option[] = [['au_moins', 'Au moins cette part'], ['plus_de', 'Plus que cette part']];
const BASE: readonly Option[] = [['exprimes', 'Suffrages exprimés'], ['presents', 'Présents et représentés'], ['membres', 'Tous les membres']];
const MAJORITE: readonly Option[] = [['simple', 'Simple : plus de pour que de contre'], ['absolue', 'Absolue : plus de la moitié'], ['qualifiee', 'Qualifiée : une part à dire']];
const DEPARTAGE: readonly Option[] = [['doyen', 'la plus âgée'], ['benjamin', 'la plus jeune'], ['anciennete', 'membre depuis le plus longtemps'], ['sort', 'que le sort désigne'], ['nouveau_tour', 'qu’un nouveau vote désigne']];
/** Ways of parting that may leave people still equal: another must follow, or may after a new vote, which can be held again. */
const EGALITE_POSSIBLE = ['doyen', 'benjamin', 'anciennete', 'nouveau_tour'];
const RESTE_VIDE = 'Après un nouveau vote, vide veut dire : on vote encore, jusqu’à départager.';
const SECRET: readonly Option[] = [['toujours', 'Toujours secret'], ['sur_demande', 'Secret si un membre le demande'], ['jamais', 'Jamais secret']];

export const INSTANCES: Readonly<Record<CodeInstance, string>> = { ag_ordinaire: 'Assemblée générale ordinaire', ag_extraordinaire: 'Assemblée générale extraordinaire', conseil: 'Conseil d’administration', bureau: 'Bureau' };
const ORGANES: readonly Option[] = Object.entries(INSTANCES).map(([c, n]) => [c, n] as const);
const codes = Object.keys(INSTANCES) as CodeInstance[];

/** The questions of a majority, under a prefix. */
const majorite = (prefixe: string, quoi: string, existe: Condition = () => true): Question[] => [
  { cle: `${prefixe}.type`, libelle: `Majorité : ${quoi}`, genre: 'choix', options: MAJORITE, si: existe },
  { cle: `${prefixe}.part`, libelle: `Quelle part ? (${quoi})`, genre: 'part', guide: 'Par exemple 2/3.', si: (r) => r[`${prefixe}.type`] === 'qualifiee' },
  { cle: `${prefixe}.sens`, libelle: `À l’exact seuil ? (${quoi})`, genre: 'choix', options: SENS, si: (r) => r[`${prefixe}.type`] === 'qualifiee' },
  { cle: `${prefixe}.base`, libelle: `Comptée sur quoi ? (${quoi})`, genre: 'choix', options: BASE, si: (r) => r[`${prefixe}.type`] === 'absolue' || r[`${prefixe}.type`] === 'qualifiee' },
  { cle: `${prefixe}.chaqueCollege`, libelle: `Exigée en plus dans chaque collège ? (${quoi})`, genre: 'choix', options: OUI_NON, si: (r) => existe(r) && (r[`${prefixe}.type`] ?? '') !== '' && avecColleges(r) },
];

const avecColleges: Condition = (r) => (r['colleges'] ?? '').trim() !== '';
/** Some body divides its seats by college. */
const siegesParCollege: Condition = (r) => codes.some((c) => (r[`${c}.siegesCollege`] ?? '').trim() !== '');

/** The questions of a quorum; `existe` says whether it is asked, `voix` whether members carry unlike voices. */
const quorum = (p: string, quoi: string, { existe, voix }: { existe: Condition; voix: Condition }): Question[] => [
  { cle: `${p}.part`, libelle: `Quelle part des membres ${quoi} ?`, genre: 'part', guide: 'Par exemple 1/4. Trop haut, il bloque ; trop bas, il n’engage personne. Vide si un nombre ou des collèges suffisent.', si: existe, facultative: (r) => (r[`${p}.nombre`] ?? '') !== '' || (r[`${p}.colleges`] ?? '').trim() !== '' },
  { cle: `${p}.nombre`, libelle: `Combien de membres au moins ${quoi} ?`, genre: 'entier', guide: 'Avec une part, les deux sont exigés.', si: existe, facultative: true },
  { cle: `${p}.colleges`, libelle: `Seuils exigés dans un collège ${quoi}, un par ligne`, genre: 'texte', guide: 'Collège ; part ou nombre ; au moins ou plus de. Par exemple « Professionnels libéraux ; 1/3 ; au moins ». Vide s’il n’y en a pas.', si: (r) => existe(r) && avecColleges(r), facultative: true },
  { cle: `${p}.sens`, libelle: `À l’exact seuil ${quoi} ?`, genre: 'choix', options: SENS, si: (r) => existe(r) && ((r[`${p}.part`] ?? '') !== '' || (r[`${p}.nombre`] ?? '') !== '') },
  { cle: `${p}.representes`, libelle: `Les membres représentés comptent-ils au quorum ${quoi} ?`, genre: 'choix', options: OUI_NON, si: existe },
  { cle: `${p}.base`, libelle: `Le quorum ${quoi} se compte…`, genre: 'choix', options: [['membres', 'en membres'], ['voix', 'en voix']], si: (r) => existe(r) && voix(r) },
];

function clauseDInstance(code: CodeInstance): Clause {
  const p = (suite: string): string => `${code}.${suite}`;
  const existe: Condition = (r) => code === 'ag_ordinaire' || r[p('existe')] === 'oui';
  const si = (cle: string, ...valeurs: string[]): Condition => (r) => existe(r) && valeurs.includes(r[p(cle)] ?? '');
  const assemblee = code.startsWith('ag_');
  const inegales: Condition = (r) => (r[p('voix')] ?? 'par_membre') !== 'par_membre';
  const egaliteApres = (cle: string): Condition => (r) => existe(r) && r[p('elit')] === 'oui' && EGALITE_POSSIBLE.includes(r[p(cle)] ?? '');
  const apresUnVote = (cle: string): Condition => (r) => r[p(cle)] === 'nouveau_tour';
  return {
    cle: code,
    titre: INSTANCES[code],
    guide: 'Qui vote, avec combien de voix, à partir de combien de présents et à quelle majorité. Aucune loi ne le dit pour vous : vos statuts décident.',
    questions: [
      ...(code === 'ag_ordinaire' ? [] : [{ cle: p('existe'), libelle: `Vos statuts prévoient-ils cette instance : ${INSTANCES[code].toLowerCase()} ?`, genre: 'choix' as const, options: OUI_NON }]),
      ...(assemblee ? [] : [{ cle: p('sieges'), libelle: 'Combien de sièges ?', genre: 'entier' as const, si: existe }, { cle: p('siegesCollege'), libelle: 'Sièges réservés à un collège, un par ligne', genre: 'texte' as const, guide: 'Collège ; sièges. Par exemple « Professionnels libéraux ; 6 ». Vide si les sièges ne se répartissent pas.', facultative: true, si: (r: Readonly<Record<string, string>>) => existe(r) && avecColleges(r) }]),
      { cle: p('delai'), libelle: 'Combien de jours avant la séance part la convocation ?', genre: 'entier', guide: 'Comptés entre l’envoi et la séance.', si: existe },
      { cle: p('par'), libelle: 'Quelles fonctions convoquent ?', genre: 'ligne', guide: 'Par exemple : présidence, secrétariat.', si: existe },
      { cle: p('voix'), libelle: 'Combien de voix a chaque membre ?', genre: 'choix', options: [['par_membre', 'Une voix par membre'], ['du_college', 'Chaque membre porte le poids de son collège'], ['college_partagee', 'Le poids du collège se partage entre ses membres'], ['college_bloc', 'Le collège vote d’un bloc'], ['du_membre', 'Les voix notées pour chaque membre']], si: existe },
      { cle: p('voixMembres'), libelle: 'Voix de chaque membre, un par ligne', genre: 'texte', guide: 'Nom ; voix, comme dans la liste des adhérents. « autres ; 1 » vaut pour tous ceux qui ne sont pas nommés.', si: si('voix', 'du_membre') },
      { cle: p('entre'), libelle: 'Le poids du collège se partage entre…', genre: 'choix', options: [['inscrits', 'Tous ses membres'], ['presents', 'Ses présents et représentés'], ['exprimes', 'Ses suffrages exprimés']], si: si('voix', 'college_partagee') },
      { cle: p('bloc'), libelle: 'Un collège partagé par moitié…', genre: 'choix', options: [['partage', 'partage son poids'], ['sans_voix', 'ne pèse pas']], si: si('voix', 'college_bloc') },
      { cle: p('quorum.exige'), libelle: 'Faut-il un quorum à la première convocation ?', genre: 'choix', options: OUI_NON, si: existe },
      ...quorum(p('quorum'), 'à la première convocation', { existe: si('quorum.exige', 'oui'), voix: inegales }),
      { cle: p('seconde'), libelle: 'Sans quorum, une seconde convocation ?', genre: 'choix', options: [['sans_quorum', 'Oui, et alors sans quorum'], ['meme', 'Oui, avec le même quorum'], ['autre', 'Oui, avec un autre quorum'], ['aucune', 'Non']], si: si('quorum.exige', 'oui') },
      ...quorum(p('quorum2'), 'à la seconde convocation', { existe: si('seconde', 'autre'), voix: inegales }),
      { cle: p('procurations'), libelle: 'Procurations qu’un membre peut porter', genre: 'entier', guide: 'Zéro : les procurations sont interdites.', si: existe },
      { cle: p('memeCollege'), libelle: 'Le mandataire est-il du collège du mandant ?', genre: 'choix', options: OUI_NON, si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      { cle: p('auDela'), libelle: 'Un membre reçoit trop de procurations :', genre: 'choix', options: [['premieres', 'les premières reçues valent'], ['aucune', 'aucune ne vaut']], si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      { cle: p('plusieurs'), libelle: 'Un membre a donné plusieurs procurations :', genre: 'choix', options: [['derniere', 'la dernière reçue vaut'], ['aucune', 'aucune ne vaut']], si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      ...majorite(p('ordinaire'), 'décisions courantes', existe),
      { cle: p('autresMajorites'), libelle: 'Décisions qui ont leur propre majorité, une par ligne', genre: 'texte', guide: 'Décision ; simple, absolue ou une part ; au moins ou plus de ; exprimés, présents ou membres. Par exemple « Exclusion ; 2/3 ; au moins ; exprimés ». Vide s’il n’y en a pas.', facultative: true, si: existe },
      { cle: p('blancs'), libelle: 'Les bulletins blancs sont-ils des suffrages exprimés ?', genre: 'choix', options: OUI_NON, si: existe },
      { cle: p('egalite'), libelle: 'Autant de voix pour que contre :', genre: 'choix', options: [['rejet', 'la décision est rejetée'], ['voix_preponderante', 'la voix de la présidence est prépondérante']], si: existe },
      { cle: p('secretResolutions'), libelle: 'Le vote des décisions', genre: 'choix', options: SECRET, si: existe },
      { cle: p('elit'), libelle: 'Cette instance élit-elle des personnes ?', genre: 'choix', options: OUI_NON, si: existe },
      { cle: p('secretElections'), libelle: 'Le vote des personnes', genre: 'choix', options: SECRET, si: si('elit', 'oui') },
      { cle: p('tours'), libelle: 'L’élection se fait…', genre: 'choix', options: [['1', 'en un tour'], ['2', 'en deux tours au plus']], si: si('elit', 'oui') },
      { cle: p('majorite1'), libelle: 'Au premier tour est élu…', genre: 'choix', options: [['absolue', 'qui a plus de la moitié'], ['relative', 'qui a le plus de voix']], si: si('elit', 'oui') },
      { cle: p('baseElection'), libelle: 'Au premier tour, la majorité absolue se compte sur…', genre: 'choix', options: BASE, si: (r) => si('elit', 'oui')(r) && r[p('majorite1')] === 'absolue' },
      { cle: p('majorite2'), libelle: 'Au second tour est élu…', genre: 'choix', options: [['absolue', 'qui a plus de la moitié'], ['relative', 'qui a le plus de voix']], si: (r) => si('elit', 'oui')(r) && r[p('tours')] === '2' },
      { cle: p('base2'), libelle: 'Au second tour, la majorité absolue se compte sur…', genre: 'choix', options: BASE, si: (r) => si('elit', 'oui')(r) && r[p('tours')] === '2' && r[p('majorite2')] === 'absolue' },
      { cle: p('maintien'), libelle: 'Au second tour se maintiennent…', genre: 'choix', options: [['restants', 'tous ceux qui restent'], ['en_tete', 'les mieux placés']], si: (r) => si('elit', 'oui')(r) && r[p('tours')] === '2' },
      { cle: p('parSiege'), libelle: 'Combien de candidats par siège se maintiennent ?', genre: 'entier', si: (r) => si('elit', 'oui')(r) && r[p('tours')] === '2' && r[p('maintien')] === 'en_tete' },
      { cle: p('noms'), libelle: 'Un bulletin porte au plus…', genre: 'choix', options: [['sieges', 'autant de noms que de sièges'], ['nombre', 'un nombre fixe de noms']], si: si('elit', 'oui') },
      { cle: p('nomsNombre'), libelle: 'Combien de noms au plus ?', genre: 'entier', si: (r) => si('elit', 'oui')(r) && r[p('noms')] === 'nombre' },
      { cle: p('departage'), libelle: 'À égalité est élue la personne…', genre: 'choix', options: DEPARTAGE, si: si('elit', 'oui') },
      { cle: p('departage2'), libelle: 'Si l’égalité demeure, la personne…', genre: 'choix', options: DEPARTAGE, si: egaliteApres('departage'), facultative: apresUnVote('departage'), guide: RESTE_VIDE },
      { cle: p('departage3'), libelle: 'Si l’égalité demeure encore, la personne…', genre: 'choix', options: DEPARTAGE, si: (r) => egaliteApres('departage')(r) && egaliteApres('departage2')(r), facultative: apresUnVote('departage2'), guide: RESTE_VIDE },
      { cle: p('parite'), libelle: 'Écart au plus entre femmes et hommes élus', genre: 'entier', guide: 'Laissez vide si vos statuts n’en disent rien.', facultative: true, si: si('elit', 'oui') },
      { cle: p('electeurs'), libelle: 'Quand les sièges sont répartis par collège, votent pour eux…', genre: 'choix', options: [['tous', 'tous les membres'], ['college', 'les membres de leur collège']], si: (r) => si('elit', 'oui')(r) && siegesParCollege(r) },
      { cle: p('siegesVides'), libelle: 'Un siège que cette répartition ou la parité empêche de pourvoir…', genre: 'choix', options: [['vacants', 'reste vacant'], ['ouverts', 's’ouvre aux candidats suivants']], si: (r) => si('elit', 'oui')(r) && ((r[p('parite')] ?? '') !== '' || siegesParCollege(r)) },
    ],
  };
}

/** The statutes, clause by clause, in the order of the document. */
export const CLAUSES: readonly Clause[] = [
  { cle: 'objet', titre: 'Nom, objet, siège, durée', guide: 'Ce que l’association est, et pour quoi. Le territoire suit celui que vous avez composé.', questions: [
    { cle: 'nom', libelle: 'Nom de l’association', genre: 'ligne' },
    { cle: 'objet', libelle: 'Objet', genre: 'texte', guide: 'Ce que vous faites ensemble, en quelques phrases.' },
    { cle: 'siege', libelle: 'Adresse du siège', genre: 'ligne' },
    { cle: 'duree', libelle: 'Durée', genre: 'ligne', guide: 'Par exemple : illimitée.' },
    { cle: 'excedents', libelle: 'Les excédents', genre: 'choix', options: [['conserves', 'restent à l’association'], ['partages', 'se partagent entre les membres']] },
  ] },
  { cle: 'membres', titre: 'Membres', guide: 'Qui entre, qui sort, ce qu’on verse. Le retrait est libre : la loi le dit.', questions: [
    { cle: 'colleges', libelle: 'Collèges, un par ligne', genre: 'texte', guide: 'Nom ; poids. Par exemple « Professionnels libéraux ; 60 % », « Usagers ; consultatif ». Vide s’il n’y en a pas.', facultative: true },
    { cle: 'adhesion', libelle: 'L’adhésion est', genre: 'choix', options: [['libre', 'volontaire'], ['obligatoire', 'obligatoire pour les professionnels du territoire']] },
    { cle: 'admission', libelle: 'Qui admet les membres ?', genre: 'choix', options: ORGANES },
    { cle: 'cotisation', libelle: 'Cotisation annuelle, en euros', genre: 'entier' },
    { cle: 'cotisationExigee', libelle: 'Faut-il l’avoir payée pour voter ?', genre: 'choix', options: OUI_NON },
    { cle: 'retrait', libelle: 'Un membre se retire', genre: 'choix', options: [['libre', 'quand il veut'], ['avec_accord', 'avec l’accord d’une instance'], ['interdit', 'seulement à la fin de son engagement']] },
    { cle: 'exclusion', libelle: 'Qui peut exclure ?', genre: 'choix', options: ORGANES },
    { cle: 'audition', libelle: 'La personne est-elle entendue avant ?', genre: 'choix', options: OUI_NON },
  ] },
  ...codes.map(clauseDInstance),
  { cle: 'fonctions', titre: 'Fonctions et mandats', guide: 'Un mandat court et renouvelable une fois se transmet mieux : la charge use.', questions: [
    { cle: 'fonctions', libelle: 'Fonctions, une par ligne', genre: 'texte', guide: 'Nom ; instance ; années ; renouvellements. Par exemple « Présidence ; bureau ; 3 ; 1 ». « sans limite » si le nombre est libre.' },
    { cle: 'parTiers', libelle: 'Les mandats se renouvellent-ils par tiers ?', genre: 'choix', options: OUI_NON },
    { cle: 'signataires', libelle: 'Qui signe les procès-verbaux ?', genre: 'ligne', guide: 'Par exemple : présidence, secrétariat.' },
    { cle: 'aDistance', libelle: 'Peut-on voter à distance ?', genre: 'choix', options: OUI_NON },
  ] },
  { cle: 'modification', titre: 'Modification des statuts, règlement intérieur', guide: 'Souvent une majorité plus forte que pour les décisions courantes.', questions: [
    { cle: 'modification', libelle: 'Qui modifie les statuts ?', genre: 'choix', options: ORGANES },
    ...majorite('modification_statuts', 'modification des statuts'),
    { cle: 'reglement', libelle: 'Qui adopte le règlement intérieur ?', genre: 'choix', options: ORGANES },
    { cle: 'declaration', libelle: 'Jours pour déclarer un changement à la préfecture', genre: 'entier', guide: 'Trois mois au plus.' },
  ] },
  { cle: 'dissolution', titre: 'Dissolution', guide: 'Ce qui reste va à une association ou à une collectivité, jamais aux membres.', questions: [
    { cle: 'dissolution', libelle: 'Qui prononce la dissolution ?', genre: 'choix', options: ORGANES },
    ...majorite('fin', 'dissolution'),
    { cle: 'devolution', libelle: 'Ce qui reste va', genre: 'choix', options: [['association', 'à une association au but voisin'], ['collectivite', 'à une collectivité'], ['membres', 'aux membres']] },
  ] },
  { cle: 'reglementInterieur', titre: 'Règlement intérieur', guide: 'Ce que les statuts laissent à la vie courante. Ce que vous ne dites pas n’y figure pas.', questions: [
    { cle: 'ri.presidence', libelle: 'La présidence des séances tourne-t-elle entre volontaires ?', genre: 'choix', options: OUI_NON, facultative: true },
    { cle: 'ri.mediation', libelle: 'Tout membre peut-il demander une médiation ou une personne neutre ?', genre: 'choix', options: OUI_NON, facultative: true },
    { cle: 'ri.pouls', libelle: 'Un pouls anonyme suit-il les réunions ?', genre: 'choix', options: OUI_NON, facultative: true },
    { cle: 'ri.frais', libelle: 'Frais et indemnités', genre: 'texte', guide: 'Qui est remboursé, de quoi, sur quelle pièce.', facultative: true },
    { cle: 'ri.confidentialite', libelle: 'Discrétion', genre: 'texte', guide: 'Ce qui se dit en réunion et n’en sort pas.', facultative: true },
    { cle: 'ri.autres', libelle: 'Autres règles', genre: 'texte', guide: 'Une par ligne.', facultative: true },
  ] },
];
