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
  readonly facultative?: boolean;
  readonly si?: Condition;
};
export type Clause = { readonly cle: string; readonly titre: string; readonly guide: string; readonly questions: readonly Question[] };

const OUI_NON: readonly Option[] = [['oui', 'Oui'], ['non', 'Non']];
const SENS: readonly Option[] = [['au_moins', 'Au moins cette part'], ['plus_de', 'Plus que cette part']];
const BASE: readonly Option[] = [['exprimes', 'Suffrages exprimés'], ['presents', 'Présents et représentés'], ['membres', 'Tous les membres']];
const MAJORITE: readonly Option[] = [['simple', 'Simple : plus de pour que de contre'], ['absolue', 'Absolue : plus de la moitié'], ['qualifiee', 'Qualifiée : une part à dire']];
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
];

const quorum = (prefixe: string, quoi: string, existe: Condition): Question[] => [
  { cle: `${prefixe}.exige`, libelle: `Faut-il un quorum ${quoi} ?`, genre: 'choix', options: OUI_NON, si: existe },
  { cle: `${prefixe}.part`, libelle: `Quelle part des membres ${quoi} ?`, genre: 'part', guide: 'Par exemple 1/4. Trop haut, il bloque ; trop bas, il n’engage personne.', si: (r) => r[`${prefixe}.exige`] === 'oui' },
  { cle: `${prefixe}.sens`, libelle: `À l’exact seuil ${quoi} ?`, genre: 'choix', options: SENS, si: (r) => r[`${prefixe}.exige`] === 'oui' },
  { cle: `${prefixe}.representes`, libelle: `Les membres représentés comptent-ils au quorum ${quoi} ?`, genre: 'choix', options: OUI_NON, si: (r) => r[`${prefixe}.exige`] === 'oui' },
];

function clauseDInstance(code: CodeInstance): Clause {
  const p = (suite: string): string => `${code}.${suite}`;
  const existe: Condition = (r) => code === 'ag_ordinaire' || r[p('existe')] === 'oui';
  const si = (cle: string, ...valeurs: string[]): Condition => (r) => existe(r) && valeurs.includes(r[p(cle)] ?? '');
  const assemblee = code.startsWith('ag_');
  return {
    cle: code,
    titre: INSTANCES[code],
    guide: 'Qui vote, avec combien de voix, à partir de combien de présents et à quelle majorité. Aucune loi ne le dit pour vous : vos statuts décident.',
    questions: [
      ...(code === 'ag_ordinaire' ? [] : [{ cle: p('existe'), libelle: `Vos statuts prévoient-ils cette instance : ${INSTANCES[code].toLowerCase()} ?`, genre: 'choix' as const, options: OUI_NON }]),
      ...(assemblee ? [] : [{ cle: p('sieges'), libelle: 'Combien de sièges ?', genre: 'entier' as const, si: existe }]),
      { cle: p('delai'), libelle: 'Combien de jours avant la séance part la convocation ?', genre: 'entier', guide: 'Comptés entre l’envoi et la séance.', si: existe },
      { cle: p('par'), libelle: 'Quelles fonctions convoquent ?', genre: 'ligne', guide: 'Par exemple : présidence, secrétariat.', si: existe },
      { cle: p('voix'), libelle: 'Combien de voix a chaque membre ?', genre: 'choix', options: [['par_membre', 'Une voix par membre'], ['du_college', 'Chaque membre porte le poids de son collège'], ['college_partagee', 'Le poids du collège se partage entre ses membres'], ['college_bloc', 'Le collège vote d’un bloc']], si: existe },
      { cle: p('entre'), libelle: 'Le poids du collège se partage entre…', genre: 'choix', options: [['inscrits', 'Tous ses membres'], ['presents', 'Ses présents et représentés'], ['exprimes', 'Ses suffrages exprimés']], si: si('voix', 'college_partagee') },
      { cle: p('bloc'), libelle: 'Un collège partagé par moitié…', genre: 'choix', options: [['partage', 'partage son poids'], ['sans_voix', 'ne pèse pas']], si: si('voix', 'college_bloc') },
      ...quorum(p('quorum'), 'à la première convocation', existe),
      { cle: p('quorum.base'), libelle: 'Le quorum se compte…', genre: 'choix', options: [['membres', 'en membres'], ['voix', 'en voix']], si: (r) => r[p('quorum.exige')] === 'oui' && (r[p('voix')] ?? 'par_membre') !== 'par_membre' },
      { cle: p('seconde'), libelle: 'Sans quorum, une seconde convocation ?', genre: 'choix', options: [['sans_quorum', 'Oui, et alors sans quorum'], ['meme', 'Oui, avec le même quorum'], ['aucune', 'Non']], si: si('quorum.exige', 'oui') },
      { cle: p('procurations'), libelle: 'Procurations qu’un membre peut porter', genre: 'entier', guide: 'Zéro : les procurations sont interdites.', si: existe },
      { cle: p('memeCollege'), libelle: 'Le mandataire est-il du collège du mandant ?', genre: 'choix', options: OUI_NON, si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      { cle: p('auDela'), libelle: 'Un membre reçoit trop de procurations :', genre: 'choix', options: [['premieres', 'les premières reçues valent'], ['aucune', 'aucune ne vaut']], si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      { cle: p('plusieurs'), libelle: 'Un membre a donné plusieurs procurations :', genre: 'choix', options: [['derniere', 'la dernière reçue vaut'], ['aucune', 'aucune ne vaut']], si: (r) => Number(r[p('procurations')] ?? 0) > 0 },
      ...majorite(p('ordinaire'), 'décisions courantes', existe),
      { cle: p('blancs'), libelle: 'Les bulletins blancs sont-ils des suffrages exprimés ?', genre: 'choix', options: OUI_NON, si: existe },
      { cle: p('egalite'), libelle: 'Autant de voix pour que contre :', genre: 'choix', options: [['rejet', 'la décision est rejetée'], ['voix_preponderante', 'la voix de la présidence est prépondérante']], si: existe },
      { cle: p('secretResolutions'), libelle: 'Le vote des décisions', genre: 'choix', options: SECRET, si: existe },
      { cle: p('elit'), libelle: 'Cette instance élit-elle des personnes ?', genre: 'choix', options: OUI_NON, si: existe },
      { cle: p('secretElections'), libelle: 'Le vote des personnes', genre: 'choix', options: SECRET, si: si('elit', 'oui') },
      { cle: p('tours'), libelle: 'L’élection se fait…', genre: 'choix', options: [['1', 'en un tour, à la majorité relative'], ['2', 'en deux tours : absolue, puis relative']], si: si('elit', 'oui') },
      { cle: p('baseElection'), libelle: 'La majorité absolue se compte sur…', genre: 'choix', options: BASE, si: si('tours', '2') },
      { cle: p('maintien'), libelle: 'Au second tour se maintiennent…', genre: 'choix', options: [['restants', 'tous ceux qui restent'], ['en_tete', 'les deux premiers par siège']], si: si('tours', '2') },
      { cle: p('departage'), libelle: 'À égalité est élue la personne…', genre: 'choix', options: [['doyen', 'la plus âgée'], ['benjamin', 'la plus jeune'], ['anciennete', 'membre depuis le plus longtemps'], ['sort', 'que le sort désigne'], ['nouveau_tour', 'qu’un nouveau vote désigne']], si: si('elit', 'oui') },
      { cle: p('parite'), libelle: 'Écart au plus entre femmes et hommes élus', genre: 'entier', guide: 'Laissez vide si vos statuts n’en disent rien.', facultative: true, si: si('elit', 'oui') },
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
];
