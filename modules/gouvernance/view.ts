import type { ActionDuJour } from '#core/aujourdhui.ts';
import type { Bloc, DocumentRedige } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import { accord, avecArticle, enumerer, formaterDate, formaterInstant, formaterJour, LIEN_PERSONNEL, typographier as t } from '#core/texte.ts';
import type { Acteur } from '#core/tenancy.ts';
import { bilanDuVote, libelleForme, libelleInstance, nommerCollege, phraseIssue } from './labels.ts';
import type { Assemblee, College, Point, Pouls, ReglesFigees, ReponseConvocation } from './model.ts';
import { enNombre, phraseMotif, phraseRefusScrutin, seuilEnMots } from './moteur/phrases.ts';
import type { QuorumCompte } from './moteur/quorum.ts';
import type { Changement } from './rules-declarations.ts';
import { peutSignerProcesVerbal, peutTenirSeance } from './permissions.ts';
import { electeurDe, nomDuCandidat, quorumDe, suiteDeLElection } from './rules.ts';

export const heureLue = (heure: string): string => heure.replace(':', ' h ').replace(/ 00$/, '');
export const quandOu = (a: Pick<Assemblee, 'jour' | 'heure' | 'lieu'>): string => t(`${formaterJour(a.jour)} à ${heureLue(a.heure)}, ${a.lieu}`);

const enTete = (mots: string): string => `${mots.charAt(0).toUpperCase()}${mots.slice(1)}`;
const commeOnVote = (p: Pick<Point, 'genre' | 'forme'>): string => (p.genre === 'information' ? 'Information, sans vote' : `${p.genre === 'election' ? 'Élection' : 'Vote'} ${libelleForme[p.forme]}`);

const SANS_PROCURATION = 'Vos statuts n’admettent pas de procuration.';
/** Statutes that say nothing of proxies exclude none: the count will ask for the rule if one was given. */
const admetProcurations = ({ instance: { regles: { procurations } } }: ReglesFigees): boolean => procurations !== 'interdites' && procurations?.maximum !== 0;

type Lettre = { readonly titre: string; readonly paragraphes: readonly string[]; readonly sections: readonly { readonly titre: string; readonly lignes: readonly { readonly texte: string; readonly detail?: string }[] }[]; readonly boutons: readonly { readonly libelle: string; readonly href: string }[]; readonly expediteur: string; readonly pourquoi: string };

/** The letter that convenes: date, place, agenda, proxies. */
export function lettreDeConvocation(a: Assemblee, { nom, cpts, lien, regles }: { nom: string; cpts: string; lien: string; regles: ReglesFigees }): Lettre {
  const sinon = admetProcurations(regles) ? 'Sinon, donnez procuration à un autre membre : il votera pour vous.' : SANS_PROCURATION;
  return {
    titre: t(`Convocation : ${a.titre}`),
    paragraphes: [t(`${nom}, voici votre convocation : ${libelleInstance[a.instance]}${a.convocation === 2 ? ', seconde convocation' : ''}.`), t(`Dites en un geste si vous venez. ${sinon}`), LIEN_PERSONNEL],
    sections: [
      { titre: 'Quand et où', lignes: [{ texte: t(`${enTete(formaterJour(a.jour))} ${a.jour.slice(0, 4)}, à ${heureLue(a.heure)}`) }, { texte: t(a.lieu) }] },
      { titre: 'Ordre du jour', lignes: a.points.map((p) => ({ texte: t(p.titre), detail: commeOnVote(p) })) },
    ],
    boutons: [{ libelle: 'Lire l’ordre du jour et répondre', href: lien }],
    expediteur: cpts,
    pourquoi: t(`Vous recevez ce courriel parce que vous êtes membre de ${avecArticle(cpts)}.`),
  };
}

/** One sentence: how many are missing for the quorum, or that it is reached. */
export function phraseQuorum(q: QuorumCompte, colleges: readonly College[] = []): string {
  if (!q.exige) return 'Aucun quorum n’est exigé à cette convocation.';
  if (q.atteint) return 'Le quorum est atteint.';
  const manque = [...(q.ensemble ? [q.ensemble] : []), ...q.colleges].find((s) => !s.atteint);
  const seuil = manque?.seuils.find((s) => !s.atteint);
  const mots = manque && seuil ? seuilEnMots(seuil, { total: manque.total, unite: q.base }) : '';
  const compte = manque?.compte ?? '0';
  const ou = manque?.college === undefined ? '' : ` dans le collège ${nommerCollege(colleges, manque.college)}`;
  return t(`Le quorum n’est pas atteint : ${q.base === 'voix' ? `${enNombre(compte)} voix` : accord(Number(compte), 'membre compté', 'membres comptés')}${ou}. Il faut ${mots}.`);
}

export type Jauge = { readonly libelle: string; readonly compte: string; readonly total: string; readonly part: number; readonly seuil: number; readonly atteint: boolean };
const valeur = (f: string): number => { const [n = 0, d = 1] = f.split('/').map(Number); return n / d; };

function jauges(q: QuorumCompte, colleges: readonly College[]): Jauge[] {
  if (!q.exige) return [];
  return [...(q.ensemble ? [q.ensemble] : []), ...q.colleges].map((s) => {
    const total = valeur(s.total) || 1;
    return { libelle: s.college === undefined ? 'Ensemble' : nommerCollege(colleges, s.college), compte: enNombre(s.compte), total: enNombre(s.total), part: Math.min(1, valeur(s.compte) / total), seuil: Math.min(1, Math.max(0, ...s.seuils.map((x) => valeur(x.requis))) / total), atteint: s.atteint };
  });
}

export type VuePoint = { readonly point: Point; readonly forme: string; readonly issue?: string; /** In figures and names, once counted. */ readonly bilan?: string; readonly raisonnement: readonly string[]; readonly colleges: readonly string[]; readonly nommer: (college: string) => string; /** An election that is not over: what comes next. */ readonly suite?: string; readonly candidats: readonly string[]; readonly emarges?: number; readonly href: string };
export type VueAssemblee = {
  readonly base: string;
  readonly adresse: string;
  readonly assemblee: Assemblee;
  readonly titre: string;
  readonly phrase: string;
  readonly quand: string;
  readonly volet: 'ordre' | 'quorum' | 'vote';
  readonly tient: boolean;
  readonly signe: boolean;
  readonly moi?: { readonly id: string; readonly nom: string; readonly present: boolean; readonly mandataire?: string };
  readonly quorum: { readonly phrase: string; readonly jauges: readonly Jauge[]; readonly votants: number; readonly ecartees: readonly string[] };
  readonly points: readonly VuePoint[];
  readonly courant?: VuePoint;
  readonly electeurs: readonly { /** What they have said of coming. */ readonly annonce: string; readonly id: string; readonly nom: string; readonly college: string; readonly present: boolean; readonly represente?: string; readonly convoque: string }[];
  readonly convocation: string;
  /** While the agenda is being written: the decisions the statutes name, their colleges, what they ask of candidates, the rules they do not say. */
  readonly ordre?: { readonly decisions: readonly string[]; readonly colleges: readonly string[]; readonly demandes: readonly string[]; readonly manques: readonly string[]; /** What a vote at a distance can count here, said where one chooses it. */ readonly distance: string };
  readonly preponderante: boolean;
  readonly procurations: boolean;
  readonly refus?: string;
  readonly erreurs: Readonly<Record<string, string>>;
  readonly valeurs: Readonly<Record<string, unknown>>;
};

function suiteDe(a: Assemblee, point: Point): Pick<VuePoint, 'suite'> {
  if (!suiteDeLElection(a, point)) return {};
  return { suite: point.resultat?.issue === 'egalite_a_departager' ? 'Préparer le vote qui départage' : 'Préparer le second tour' };
}
const compteEmarges = (n: number | undefined): { readonly emarges?: number } => (n === undefined ? {} : { emarges: n });

type FaitsAssemblee = { readonly regles?: ReglesFigees; /** Colleges of the register of members, by code. */ readonly registre?: readonly { readonly code: string; readonly nom: string }[]; readonly manques?: readonly string[]; readonly base: string; readonly qui: Acteur; readonly fuseau: string; readonly assemblee: Assemblee; readonly emarges?: Readonly<Record<string, number>>; readonly volet?: string | undefined; readonly refus?: string | undefined; readonly erreurs?: Readonly<Record<string, string>>; readonly valeurs?: Readonly<Record<string, unknown>> };

function phraseDe(a: Assemblee, quorum: string): string {
  switch (a.statut) {
    case 'preparee': return 'Cette assemblée est prête : il reste à la convoquer.';
    case 'convoquee': return t(`${accord(a.envois.length, 'membre convoqué', 'membres convoqués')}, ${accord(a.envois.filter((e) => e.reponse === 'viendra').length, 'a dit venir', 'ont dit venir')}. ${quorum}`);
    case 'ouverte': return quorum;
    case 'close': return 'La séance est close : le procès-verbal s’est écrit, il reste à le signer.';
    case 'approuvee': return 'Le procès-verbal est signé : les décisions sont au registre.';
  }
}

function presenterQuorum(a: Assemblee, noms: ReadonlyMap<string, string>): VueAssemblee['quorum'] {
  const sans = { jauges: [], votants: 0, ecartees: [] };
  if (!a.regles) return { ...sans, phrase: 'Le quorum se comptera une fois l’assemblée convoquée.' };
  const compte = quorumDe(a);
  if (!compte.ok) return { ...sans, phrase: phraseRefusScrutin(compte.refus) };
  const { quorum, corps } = compte.valeur;
  return { phrase: phraseQuorum(quorum, a.regles.colleges), jauges: jauges(quorum, a.regles.colleges), votants: corps.votants, ecartees: corps.procurationsEcartees.map((p) => t(`Procuration de ${noms.get(p.de) ?? p.de} à ${noms.get(p.a) ?? p.a} écartée : ${phraseMotif(p.motif)}.`)) };
}

/** The colleges that this vote is counted by, when voices, majority or seats go by college. */
function collegesComptes({ regles }: Pick<Assemblee, 'regles'>, p: Point): readonly string[] {
  if (!regles) return [];
  const { voix, majorites, election } = regles.instance.regles;
  const parSieges = p.siegesParCollege !== undefined && election?.electeurs === 'college';
  const partout = p.genre === 'resolution' && majorites?.[p.decision]?.dansChaqueCollege === true;
  const pese = voix?.mode !== undefined && voix.mode !== 'par_membre' && voix.mode !== 'du_membre';
  if (parSieges) return (p.siegesParCollege ?? []).map((x) => x.college);
  return pese || partout ? regles.colleges.filter((c) => !c.consultatif).map((c) => c.code) : [];
}
/** Statutes without colleges still have members who sit in those of the register. */
const collegeDe = (a: Assemblee, e: { readonly college?: string | undefined }, registre: FaitsAssemblee['registre'] = []): string => (e.college === undefined ? '' : nommerCollege([...(a.regles?.colleges ?? []), ...registre], e.college));
const volets = ['quorum', 'vote'] as const;

export function presenterAssemblee(f: FaitsAssemblee): VueAssemblee {
  const { assemblee: a, base, qui } = f;
  const adresse = `${base}/gouvernance/assemblees/${a.id}`;
  const noms = new Map(a.electeurs.map((e) => [e.id, e.nom]));
  const quorum = presenterQuorum(a, noms);
  const presents = new Set(a.presents.map((p) => p.electeur));
  const mandataires = new Map(a.procurations.map((p) => [p.mandant, p.mandataire]));
  const moi = electeurDe(a, qui.personneId);
  const points = a.points.map((point): VuePoint => ({
    point, forme: libelleForme[point.forme], raisonnement: (point.resultat?.raisonnement ?? []).map((l) => nommer(l, noms)), colleges: collegesComptes(a, point), nommer: (college) => nommerCollege(a.regles?.colleges ?? [], college), candidats: point.candidats.map(nomDuCandidat), href: `${adresse}/points/${point.id}`,
    ...(point.resultat ? { issue: phraseIssue(point.resultat.issue), bilan: bilanDuVote(point.resultat) } : {}), ...compteEmarges(f.emarges?.[point.id]), ...suiteDe(a, point),
  }));
  const courant = points.find((p) => p.point.statut === 'ouvert') ?? points.find((p) => p.point.statut === 'a_venir' && p.point.genre !== 'information');
  const envois = new Map(a.envois.map((e) => [e.electeur, e]));
  const delegue = moi && mandataires.get(moi.id);
  return {
    base, adresse, assemblee: a, titre: a.titre, phrase: phraseDe(a, quorum.phrase), quand: quandOu(a), volet: volets.find((v) => v === f.volet) ?? 'ordre', tient: peutTenirSeance(qui), signe: peutSignerProcesVerbal(qui) && a.statut === 'close' && !a.signatures.some((s) => s.personneId === qui.personneId),
    ...(moi ? { moi: { id: moi.id, nom: moi.nom, present: presents.has(moi.id), ...(delegue === undefined ? {} : { mandataire: noms.get(delegue) ?? delegue }) } } : {}),
    quorum, points, ...(courant ? { courant } : {}),
    electeurs: a.electeurs.map((e) => { const envoi = envois.get(e.id); const m = mandataires.get(e.id); return { id: e.id, nom: e.nom, annonce: envoi?.reponse ? REPONSES[envoi.reponse] : '', college: collegeDe(a, e, f.registre), present: presents.has(e.id), ...(m === undefined ? {} : { represente: noms.get(m) ?? m }), convoque: !envoi ? 'pas encore' : envoi.sansAdresse ? 'à remettre en main propre' : t(`courriel le ${formaterInstant(envoi.le, f.fuseau)}`) }; }),
    convocation: a.convoqueeLe ? t(`Convocation envoyée le ${formaterInstant(a.convoqueeLe, f.fuseau)}.`) : '',
    ...(a.statut === 'preparee' && peutTenirSeance(qui) ? { ordre: ordreAEcrire(f) } : {}), preponderante: a.regles?.instance.regles.egalite === 'voix_preponderante', procurations: a.regles === undefined || admetProcurations(a.regles),
    ...(f.refus === undefined ? {} : { refus: f.refus }), erreurs: f.erreurs ?? {}, valeurs: f.valeurs ?? {},
  };
}

/** A ballot at a distance bears no name: it must not bear a weight nor a college either, which would tell its voter among a few. */
function phraseDistance(regles: ReglesFigees | undefined): string {
  if (!regles) return '';
  if (!regles.aDistance) return 'Vos statuts n’admettent pas le vote à distance, ou n’en disent rien : choisissez un vote dans la salle.';
  if (regles.instance.regles.voix?.mode !== 'par_membre') return 'À distance, un bulletin secret ne dit ni qui vote ni combien de voix il porte. Vos statuts donnent ici des voix différentes selon le collège ou le membre : ce vote se tient dans la salle, collège par collège.';
  return 'À distance, chaque bulletin compte pour une voix. Une élection où chaque collège choisit les siens se tient dans la salle.';
}

/** What may be put on the agenda, by the statutes in force. */
function ordreAEcrire({ regles, manques = [] }: FaitsAssemblee): NonNullable<VueAssemblee['ordre']> {
  const e = regles?.instance.regles.election;
  const departages = new Set<string>(e?.egalite ?? []);
  return {
    decisions: Object.keys(regles?.instance.regles.majorites ?? {}), colleges: (regles?.colleges ?? []).filter((c) => !c.consultatif).map((c) => c.nom), manques, distance: phraseDistance(regles),
    demandes: [...(departages.has('doyen') || departages.has('benjamin') ? ['le jour de naissance'] : []), ...(departages.has('anciennete') ? ['« membre depuis » et le jour'] : []), ...(e?.parite ? ['F, H ou N'] : []), ...(e?.electeurs ? ['« collège » et son nom si les sièges sont répartis'] : [])],
  };
}

/** Identifiers of members become their names in the engine's sentences. */
function nommer(ligne: string, noms: ReadonlyMap<string, string>): string {
  return ligne.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => noms.get(id) ?? id);
}

/** The minutes write themselves: who was there, what was decided, how it was counted. */
export function redigerProcesVerbal(a: Assemblee, { cpts, fuseau }: { cpts: string; fuseau: string }): DocumentRedige {
  const noms = new Map(a.electeurs.map((e) => [e.id, e.nom]));
  const nom = (id: string): string => noms.get(id) ?? id;
  const compte = a.regles ? quorumDe(a) : undefined;
  const presents = a.presents.map((p) => nom(p.electeur)).sort((x, y) => x.localeCompare(y, 'fr'));
  const admises = compte?.ok ? compte.valeur.corps.procurationsAdmises : [];
  const p = (texte: string): Bloc => ({ type: 'paragraphe', texte: t(texte) });
  return {
    titre: t(`Procès-verbal : ${a.titre}`), sousTitre: cpts, auteur: cpts, date: formaterDate(a.jour), piedDePage: 'Procès-verbal', mentions: [],
    blocs: [
      p(`${libelleInstance[a.instance]}, ${quandOu(a)}${a.convocation === 2 ? ', sur seconde convocation' : ''}. ${a.convoqueeLe ? `Convocation envoyée le ${formaterInstant(a.convoqueeLe, fuseau)} à ${accord(a.envois.length, 'membre')}.` : ''}${a.presidence === undefined ? '' : ` Présidence : ${nom(a.presidence)}.`}`),
      { type: 'titre', niveau: 1, texte: 'Présences et quorum' },
      p(`${accord(presents.length, 'présent')} : ${presents.length === 0 ? 'personne' : enumerer(presents)}.`),
      ...(admises.length === 0 ? [] : [p(`Représentés : ${enumerer(admises.map((x) => `${nom(x.de)} par ${nom(x.a)}`))}.`)]),
      p(compte ? (compte.ok ? phraseQuorum(compte.valeur.quorum, a.regles?.colleges) : phraseRefusScrutin(compte.refus)) : 'Assemblée non convoquée.'),
      ...a.points.flatMap((point): Bloc[] => [
        { type: 'titre', niveau: 1, texte: t(`${point.ordre}. ${point.titre}`) },
        ...(point.genre === 'information' ? [p('Point d’information, sans vote.')] : point.resultat ? [p(`Vote ${libelleForme[point.forme]} : ${phraseIssue(point.resultat.issue).toLowerCase()}.`), { type: 'liste' as const, elements: point.resultat.raisonnement.map((l) => nommer(l, noms)) }] : [p('Ce point n’a pas été mis au vote.')]),
      ]),
      ...(a.observations === '' ? [] : [{ type: 'titre' as const, niveau: 1 as const, texte: 'Observations' }, p(a.observations)]),
      { type: 'signatures', lieuEtDate: '', signataires: a.signatures.length > 0 ? a.signatures.map((s) => ({ nom: s.nom, qualite: t(`signé le ${formaterInstant(new Date(s.le), fuseau)}`) })) : (a.regles?.signataires ?? []).map((f) => ({ nom: '', qualite: f.replaceAll('_', ' ') })) },
    ],
  };
}

/** The sheet that goes round the room: one line per elector. */
export function redigerFeuille(a: Assemblee, { cpts, date, registre }: { readonly cpts: string; readonly date: string; readonly registre: FaitsAssemblee['registre'] }): DocumentRedige {
  const noms = new Map(a.electeurs.map((e) => [e.id, e.nom]));
  const mandataires = new Map(a.procurations.map((p) => [p.mandant, noms.get(p.mandataire) ?? '']));
  return {
    titre: 'Feuille de présence', sousTitre: t(`${cpts}. ${a.titre}, ${quandOu(a)}`), auteur: cpts, date, mentions: [],
    blocs: [{ type: 'tableau', legende: 'Membres', aSigner: true, entetes: ['Membre', 'Collège', 'Représenté par', 'Signature'], lignes: a.electeurs.map((e) => [e.nom, collegeDe(a, e, registre), mandataires.get(e.id) ?? '', '']) }],
  };
}

type Choses = { readonly base: string; readonly qui: Acteur; readonly aujourdhui: Jour; readonly ouverte: { readonly id: string; readonly titre: string } | undefined; readonly suivante: Assemblee | undefined; readonly declarations: readonly Changement[]; readonly mediations: number; readonly pouls: Pouls | undefined };

export function actionsDeLaGouvernance({ base, qui, aujourdhui, ouverte, suivante, declarations, mediations, pouls }: Choses): ActionDuJour[] {
  const moi = suivante && electeurDe(suivante, qui.personneId);
  const dit = moi && (suivante.presents.some((p) => p.electeur === moi.id) || suivante.procurations.some((p) => p.mandant === moi.id));
  return [
    ...(ouverte ? [{ id: 'assemblee-ouverte', titre: t(`Assemblée en cours : ${ouverte.titre}`), raison: 'Les votes se comptent avec les présents.', echeance: aujourdhui, bouton: { libelle: 'Rejoindre la séance', href: `${base}/gouvernance/assemblees/${ouverte.id}` } }] : []),
    ...(suivante && moi && !dit ? [{ id: 'assemblee-convoquee', titre: t(`${suivante.titre} : ${quandOu(suivante)}`), raison: 'Votre présence, ou votre procuration, compte pour le quorum.', echeance: suivante.jour, bouton: { libelle: 'Lire la convocation', href: `${base}/gouvernance/assemblees/${suivante.id}` } }] : []),
    ...(mediations > 0 ? [{ id: 'mediation-confiee', titre: t(accord(mediations, 'demande vous est confiée', 'demandes vous sont confiées')), raison: 'Vous seul et la personne qui demande la lisez.', echeance: aujourdhui, bouton: { libelle: 'Lire la demande', href: `${base}/gouvernance/soutien` } }] : []),
    ...(pouls ? [{ id: `pouls-${pouls.id}`, titre: t(`Comment s’est passée : ${pouls.titre} ?`), raison: 'Trois questions, sans nom : rien ne relie votre réponse à vous.', echeance: pouls.clotLe, bouton: { libelle: 'Répondre', href: `${base}/gouvernance/soutien#pouls` } }] : []),
    ...declarations.slice(0, 1).map((d) => ({ id: 'declarer-changement', titre: t(declarations.length === 1 ? `Déclarer à la préfecture. ${d.quoi}` : `${accord(declarations.length, 'changement')} à déclarer à la préfecture`), raison: 'Dirigeants et statuts se déclarent dans les trois mois (loi de 1901, article 5).', echeance: d.echeance, bouton: { libelle: 'Voir les déclarations', href: `${base}/gouvernance/declarations` } })),
  ];
}

/** What the link of a convocation shows to the one it was sent to. */
export type VueReponse = {
  readonly titre: string;
  readonly cpts: string;
  readonly quand: string;
  readonly instance: string;
  readonly points: readonly { readonly titre: string; readonly vote: string }[];
  readonly procurations: boolean;
  readonly action: string;
  readonly ouverte: boolean;
  readonly etat: string;
  readonly reponse?: ReponseConvocation;
  readonly mandataire?: string;
  readonly autres: readonly { readonly id: string; readonly nom: string }[];
  readonly refus?: string;
};

function etatDeLaReponse(a: Assemblee, dit: { readonly reponse?: ReponseConvocation; readonly mandataire?: string; readonly procurations: boolean }): string {
  if (a.statut !== 'convoquee') return a.statut === 'ouverte' ? 'La séance est ouverte : votre présence se note dans la salle.' : 'Cette assemblée a eu lieu.';
  if (dit.mandataire !== undefined) return t(`Vous êtes représenté par ${dit.mandataire}.`);
  if (dit.reponse === 'viendra') return 'Vous avez dit que vous viendrez.';
  if (dit.reponse === undefined) return t('Viendrez-vous ? Votre présence compte pour le quorum, le nombre qu’il faut pour que les votes soient valables.');
  return `Vous avez dit que vous ne viendrez pas. ${dit.procurations ? 'Donnez procuration pour que votre voix compte.' : SANS_PROCURATION}`;
}

export function presenterReponse(a: Assemblee, { personneId, cpts, action, refus }: { personneId: string; cpts: string; action: string; refus?: string }): VueReponse | undefined {
  const moi = electeurDe(a, personneId);
  if (!moi) return undefined;
  const donnee = a.procurations.find((p) => p.mandant === moi.id);
  const reponse = a.envois.find((e) => e.electeur === moi.id)?.reponse;
  const procurations = a.regles === undefined || admetProcurations(a.regles);
  const dit = { ...(reponse === undefined ? {} : { reponse }), ...(donnee ? { mandataire: a.electeurs.find((e) => e.id === donnee.mandataire)?.nom ?? donnee.mandataire } : {}) };
  return { titre: a.titre, cpts, quand: quandOu(a), instance: libelleInstance[a.instance], points: a.points.map((p) => ({ titre: t(`${p.ordre}. ${p.titre}`), vote: commeOnVote(p) })), procurations, action, ouverte: a.statut === 'convoquee', etat: etatDeLaReponse(a, { ...dit, procurations }), ...dit, autres: a.electeurs.filter((e) => e.id !== moi.id).map((e) => ({ id: e.id, nom: e.nom })), ...(refus === undefined ? {} : { refus }) };
}

const REPONSES: Readonly<Record<ReponseConvocation, string>> = { viendra: 'a dit venir', absence: 'a dit ne pas venir' };
