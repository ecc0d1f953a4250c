import { blocsDuTexte, type Bloc, type DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import { libelleMission } from '#core/mission.ts';
import { accord, enumerer, formaterDate, formaterNombre, typographier as t } from '#core/texte.ts';
import { MISSIONS_SOCLES } from '../constants.ts';
import { sensMission } from '../labels.ts';
import { type ChapitreSante, CleChapitreSante, type ConstatRetenu, type FaitsAssociation, type FaitsSante, type FicheDite, type ObjectifDit, type ProjetSante } from './chapitres.ts';
import { texteVisible } from './redaction.ts';

const A_COMPLETER = '[à compléter]';
const liste = (lignes: readonly string[]): string => lignes.map((l) => `- ${l}`).join('\n');
const paragraphes = (...p: readonly (string | false | undefined)[]): string => p.filter((x) => x !== false && x !== undefined && x !== '').join('\n\n');

export const titreChapitre: Readonly<Record<CleChapitreSante, string>> = {
  territoire: 'Le territoire', diagnostic: 'Le diagnostic partagé', objectifs: 'Les objectifs par mission', actions: 'Les actions', gouvernance: 'La gouvernance', systeme: 'Le système d’information', communication: 'La communication', evaluation: 'L’évaluation', budget: 'Le budget et le calendrier',
};

/** What each chapter is for, said to who writes it. */
export const aideChapitre: Readonly<Record<CleChapitreSante, string>> = {
  territoire: 'Pourquoi ces communes, et comment vous vous accordez avec les CPTS voisines, le projet régional et les contrats locaux de santé.',
  diagnostic: 'Ce que les chiffres et le terrain disent : la population, l’offre, les parcours, les besoins.',
  objectifs: 'Peu d’objectifs, chacun né d’un constat, avec un point de départ et une cible.',
  actions: 'Une action par objectif au moins : qui la mène, avec qui, quand.',
  gouvernance: 'L’association, qui décide de quoi, comment chaque profession pèse.',
  systeme: 'Les outils partagés, la messagerie sécurisée, ce que chacun devra apprendre.',
  communication: 'Ce que sauront les professionnels, les élus, les habitants, et par qui.',
  evaluation: 'Comment vous saurez que cela marche, et qui regardera.',
  budget: 'Les grandes dépenses, les aides, les étapes des deux premières années.',
};

const direChiffre = ({ libelle, ecrit, source }: NonNullable<ConstatRetenu['chiffre']>): string => `${libelle}, ${ecrit}${source ? ` (${source})` : ''}`;

function territoire({ territoire: lieu }: FaitsSante): string {
  if (!lieu) return A_COMPLETER;
  return paragraphes(
    t(`Le territoire réunit ${accord(lieu.communes.length, 'commune')} et ${formaterNombre(lieu.population.valeur)} habitants (${enumerer(lieu.departements)}).`),
    lieu.groupements.length > 0 && t(`Il couvre, en tout ou partie : ${enumerer(lieu.groupements.map((g) => g.nom))}.`),
    `Ce territoire se justifie ainsi : ${A_COMPLETER}`,
    lieu.autresCpts.length > 0 ? t(`Des communes sont aussi suivies par ${enumerer(lieu.autresCpts)}. Nous en sommes convenus ainsi : ${A_COMPLETER}`) : `Accord avec les CPTS voisines : ${A_COMPLETER}`,
  );
}

const diagnostic = (f: FaitsSante): string =>
  paragraphes(
    f.phrase,
    ...f.chapitres.map((c) => `## ${c.titre}\n\n${c.phrase}${c.source ? ` (${c.source})` : ''}`),
    ...(f.enquetes ?? []).map((e) => paragraphes(t(`## Enquête « ${e.titre} »`), e.reponses, liste(e.resultats))),
    f.constats.length > 0 && `## Ce que nous retenons\n\n${liste(f.constats.map((c) => c.texte))}`,
    f.scenarios.length > 0 && `## Et si…\n\n${liste(f.scenarios.map((s) => `${s} (simulation)`))}`,
    f.chapitres.length + f.constats.length + (f.enquetes ?? []).length === 0 && A_COMPLETER,
  );

/** Each finding kept becomes an objective to word: nobody is given one that no finding carries. */
const objectifsAEcrire = ({ constats }: FaitsSante): readonly string[] => [
  constats.length > 0 ? 'Nos objectifs partent des constats retenus ensemble, les plus pressants d’abord.' : `Aucun constat n’est encore retenu : choisissez-les dans le carnet du diagnostic. ${A_COMPLETER}`,
  ...constats.map((c, i) => paragraphes(`## Objectif ${i + 1}`, `Constat\u00a0: ${c.texte}`, c.chiffre && t(`Point de départ : ${direChiffre(c.chiffre)}.`), `Nous voulons, d’ici un an\u00a0: ${A_COMPLETER}`)),
];

/** What somebody typed, ended as a sentence; what is missing is asked for. */
const phrase = (x: string | undefined): string => (!x ? A_COMPLETER : /[.!?…]$/.test(x) ? x : `${x}.`);

const direObjectif = (o: ObjectifDit): string =>
  paragraphes(
    t(`## ${o.titre}`), t(`Mission « ${o.mission} », pour la fin de ${o.annee}.`), ...o.constats.map((c) => t(`Constat : ${c.texte}`)), ...o.constats.map((c) => c.chiffre && t(`Point de départ : ${direChiffre(c.chiffre)}.`)),
    t(`Mesure : ${phrase(o.indicateur)} Cible : ${phrase(o.cible)}`), o.actions.length > 0 && t(`Actions : ${enumerer(o.actions)}.`),
  );

/** The objectives as they are kept, and the findings that none of them answers yet; until one is written, what there is to write. */
function objectifs(f: FaitsSante): string {
  const missions = MISSIONS_SOCLES.map((m) => `## Mission «\u00a0${libelleMission[m]}\u00a0»\n\n${sensMission[m]}`);
  if (!f.objectifs?.length) return paragraphes(...objectifsAEcrire(f), ...missions);
  const repondus = new Set(f.objectifs.flatMap((o) => o.constats.map((c) => c.texte)));
  const restent = f.constats.filter((c) => !repondus.has(c.texte));
  return paragraphes('Nos objectifs partent des constats retenus ensemble.', ...f.objectifs.map(direObjectif), restent.length > 0 && `## Constats qui n’ont pas encore d’objectif\n\n${liste(restent.map((c) => `${c.texte} ${A_COMPLETER}`))}`, ...missions);
}

const direFiche = (f: FicheDite): string =>
  paragraphes(t(`## ${f.titre}`), t(`Mission « ${f.mission} »${f.sert === undefined ? '' : `, pour l’objectif : ${f.sert}`}.`), t(phrase(f.objectif)), t(`Pilote : ${phrase(f.pilote)} Calendrier : ${phrase(f.periode)}`), f.partenaires.length > 0 && t(`Partenaires : ${enumerer(f.partenaires)}.`));

/** The action sheets as they are; before the first, one action per finding to be thought of. */
const actions = ({ constats, fiches = [] }: FaitsSante): string =>
  paragraphes(
    'Chaque action a sa fiche : pourquoi, pour qui, qui la mène, quand, comment on la mesure.',
    ...(fiches.length > 0 ? fiches.map(direFiche) : constats.length > 0 ? constats.slice(0, 6).map((c, i) => `## Action ${i + 1}\n\nRépond au constat\u00a0: ${c.texte}\n\nPilote, équipe, partenaires, calendrier\u00a0: ${A_COMPLETER}`) : [A_COMPLETER]),
  );

const direInstance = ({ nom, sieges, decision }: FaitsAssociation['instances'][number]): string => `${nom}${sieges === undefined ? '' : `, ${accord(sieges, 'siège')}`}${decision === undefined ? '' : `\u00a0: ${decision}`}`;

/** Who decides, as the statutes in force say it; who weighs what, as the register counts it. */
function gouvernance({ association: a, membres: m }: FaitsSante): string {
  const professions = m?.professions.map((p) => `${p.libelle} (${p.membres})`) ?? [];
  return paragraphes(
    a ? t(`La CPTS est une association${a.nom ? ` : ${a.nom}` : ''}. Ses statuts sont en vigueur.`) : `La CPTS est une association. Ses instances\u00a0: ${A_COMPLETER}`,
    a && a.instances.length > 0 && `## Qui décide\n\n${liste(a.instances.map((i) => t(direInstance(i))))}`,
    a && a.mandats.length > 0 && t(`En fonction aujourd’hui : ${enumerer(a.mandats.map((x) => `${x.nom} (${x.fonction})`))}.`),
    '## Qui pèse',
    m && m.total > 0 && t(`L’association réunit ${accord(m.total, 'membre')}${professions.length > 0 ? ` ; parmi ceux dont la profession est connue : ${enumerer(professions)}` : ''}.`),
    a && a.colleges.length > 0 ? t(`Les collèges prévus par les statuts : ${enumerer(a.colleges)}.`) : `La part de chaque profession dans les décisions\u00a0: ${A_COMPLETER}`,
    'Les partenaires (hôpital, médico-social, communes, habitants) sont associés selon les statuts.',
  );
}

/** An indicator starts from the figure of a finding: without one, it is asked for. */
function evaluation({ constats, objectifs: ecrits = [] }: FaitsSante): string {
  const chiffres = constats.flatMap((c) => (c.chiffre ? [c.chiffre] : []));
  const mesures = ecrits.filter((o) => o.indicateur !== '');
  const bilan = 'Un bilan est présenté chaque année à l’assemblée, à l’ARS et à l’Assurance Maladie.';
  if (mesures.length > 0) return paragraphes(`## Les indicateurs\n\n${liste(mesures.map((o) => t(`${o.indicateur} ; cible ${o.annee} : ${o.cible || A_COMPLETER}`)))}`, bilan);
  return paragraphes(
    chiffres.length > 0 ? `## Les indicateurs\n\n${liste(chiffres.map((c) => t(`${c.libelle} : aujourd’hui ${c.ecrit}${c.source ? ` (${c.source})` : ''} ; cible dans un an : ${A_COMPLETER}`)))}` : `Chaque objectif a un indicateur, sa valeur de départ et sa cible\u00a0: ${A_COMPLETER}`,
    bilan,
  );
}

const budget = ({ aides, demarrages }: FaitsSante): string =>
  paragraphes(
    `Dépenses prévues (coordination, temps des professionnels, locaux, outils)\u00a0: ${A_COMPLETER}`,
    aides.length > 0 ? `## Les aides au démarrage\n\n${liste(aides.map(t))}` : `Aides demandées ou reçues\u00a0: ${A_COMPLETER}`,
    demarrages.length > 0 && `## Les deux premières années, à partir de la signature du contrat\n\n${liste(demarrages.map(t))}`,
    `Nos étapes\u00a0: ${A_COMPLETER}`,
  );

const PROPOSITIONS: Readonly<Record<CleChapitreSante, (f: FaitsSante) => string>> = {
  territoire,
  diagnostic,
  objectifs,
  actions,
  gouvernance,
  systeme: () => paragraphes('Les échanges qui concernent un patient passent par une messagerie sécurisée de santé et par le dossier médical partagé.', `Outils de coordination choisis\u00a0: ${A_COMPLETER}`),
  communication: () => paragraphes(`Professionnels du territoire\u00a0: ${A_COMPLETER}`, `Élus et institutions\u00a0: ${A_COMPLETER}`, `Habitants\u00a0: ${A_COMPLETER}`),
  evaluation,
  budget,
};

/** The text Maillage proposes for a chapter: the same facts always give the same words. */
export const proposerChapitre = (cle: CleChapitreSante, faits: FaitsSante): string => PROPOSITIONS[cle](faits);

export const projetVierge = (faits: FaitsSante): ProjetSante => ({ commence: false, chapitres: CleChapitreSante.options.map((cle) => ({ cle, version: 0, champs: {}, texte: null, proposition: proposerChapitre(cle, faits) })) });

export const texteDuChapitre = (c: ChapitreSante, faits: FaitsSante): string => texteVisible(c, proposerChapitre(c.cle, faits));

export type ManqueSante = { readonly cle: CleChapitreSante; readonly phrase: string };

/** What the project still lacks: brackets left, the territory, findings to start from. */
export function manquesDuProjet(p: ProjetSante, faits: FaitsSante): readonly ManqueSante[] {
  return p.chapitres.flatMap((c): ManqueSante[] => {
    const n = texteDuChapitre(c, faits).split(/\[à compléter/i).length - 1;
    if (c.cle === 'diagnostic' && c.texte === null && faits.constats.length === 0) return [{ cle: c.cle, phrase: 'Retenez au moins un constat dans le carnet du diagnostic.' }];
    return n === 0 ? [] : [{ cle: c.cle, phrase: t(`${accord(n, 'passage')} à compléter.`) }];
  });
}

const AVIS = (faits: FaitsSante, manquent: number): Bloc[] => [
  ...(faits.demo ? [{ type: 'encadre' as const, ton: 'attention' as const, texte: 'Document de démonstration\u00a0: les personnes et les structures sont inventées.' }] : []),
  ...(manquent > 0 ? [{ type: 'encadre' as const, ton: 'attention' as const, texte: t(`Document de travail : ${accord(manquent, 'chapitre')} à compléter.`) }] : []),
];

type ALire = { readonly projet: ProjetSante; readonly faits: FaitsSante; readonly aujourdhui: Jour };

/** The health project as a document, for the three writers. */
export const redigerProjetSante = ({ projet, faits, aujourdhui }: ALire): DocumentRedige => ({
  titre: 'Projet de santé',
  sousTitre: faits.nom,
  auteur: faits.nom,
  date: formaterDate(aujourdhui),
  piedDePage: `${faits.nom} · projet de santé · ${formaterDate(aujourdhui)}`,
  mentions: ['Sigles\u00a0: ARS, agence régionale de santé\u00a0; CPTS, communauté professionnelle territoriale de santé.'],
  blocs: [...AVIS(faits, manquesDuProjet(projet, faits).length), ...projet.chapitres.flatMap((c, i): Bloc[] => [{ type: 'titre', niveau: 1, texte: `${i + 1}. ${titreChapitre[c.cle]}` }, ...blocsDuTexte(texteDuChapitre(c, faits))])],
});

const RESUME_AU_PLUS = 420;
/** The first finished paragraphs of a chapter, cut at a sentence: what is still to be completed is left out. */
function enBref(texte: string): string {
  const phrases = texte.split('\n').filter((l) => l.trim() !== '' && !l.startsWith('#') && !/\[à compléter/i.test(l)).join(' ').split(/(?<=[.!?])\s+/);
  let garde = '';
  for (const p of phrases) if (garde.length + p.length < RESUME_AU_PLUS) garde = garde ? `${garde} ${p}` : p;
  return garde;
}

/** One page for residents and elected officials: where, why, what, and how to ask. */
export function resumerProjet({ projet, faits, aujourdhui }: ALire): DocumentRedige {
  const bref = (cle: CleChapitreSante): string => enBref(texteDuChapitre(projet.chapitres.find((c) => c.cle === cle) ?? { cle, version: 0, champs: {}, texte: null, proposition: '' }, faits));
  const partie = (titre: string, blocs: readonly Bloc[]): Bloc[] => (blocs.length > 0 ? [{ type: 'titre', niveau: 1, texte: titre }, ...blocs] : []);
  const texte = (x: string): Bloc[] => (x === '' ? [] : [{ type: 'paragraphe', texte: x }]);
  return {
    titre: 'Notre projet de santé en une page',
    sousTitre: faits.nom,
    auteur: faits.nom,
    date: formaterDate(aujourdhui),
    piedDePage: `${faits.nom} · ${formaterDate(aujourdhui)}`,
    mentions: [],
    blocs: [
      ...AVIS(faits, 0),
      { type: 'paragraphe', texte: 'Des professionnels de santé du territoire s’organisent pour mieux soigner ensemble\u00a0: c’est une CPTS, communauté professionnelle territoriale de santé.' },
      ...partie('Où', texte(bref('territoire'))),
      ...partie('Pourquoi', faits.constats.length > 0 ? [{ type: 'liste', elements: faits.constats.slice(0, 4).map((c) => c.texte) }] : texte(bref('diagnostic'))),
      ...partie('Ce que nous ferons', [{ type: 'liste', elements: MISSIONS_SOCLES.map((m) => `${libelleMission[m]}\u00a0: ${sensMission[m].charAt(0).toLowerCase()}${sensMission[m].slice(1)}`) }]),
      ...partie('Qui décide', texte(bref('gouvernance'))),
    ],
  };
}
