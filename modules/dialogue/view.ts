import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterInstant } from '#core/texte.ts';
import { enEuros, libelleEtatLigne, libellePoste } from '#modules/aci/labels.ts';
import { phraseFaiblesse } from '#modules/actions/labels-preuves.ts';
import { libelleOrigine, libelleProposition, valeurEnClair } from './labels.ts';
import { type EtatDossier, type EtatSigne, FormatDossier, type LigneGardee, type PosteGarde, Proposition, type Redaction, type Suite } from './model.ts';
import { changementsDepuis, comparerEtats, type Ecarts } from './moteur/ecarts.ts';
import { cycleDe, type Etape, etapeDuMoment, type FaitsCycle } from './moteur/cycle.ts';
import { champDeLigne } from './rules.ts';

const NBSP = '\u00a0';

export type LienFichier = { readonly libelle: string; readonly href: string };
export type VueEtatListe = { readonly id: string; readonly titre: string; readonly detail: string; readonly href: string };
export type Droits = { readonly rediger: boolean; readonly signer: boolean };

/** The plan of the year. */
export type VuePlan = {
  readonly cas: 'ouvert' | 'absent' | 'interdit';
  readonly base: string;
  readonly aujourdhui: Jour;
  readonly phrase: string;
  readonly annee: number;
  readonly annees: readonly { readonly numero: number; readonly href: string }[];
  readonly etapes: readonly Etape[];
  readonly liens: Readonly<Partial<Record<Etape['cle'], { readonly libelle: string; readonly href: string }>>>;
  readonly dossier: readonly LienFichier[];
  readonly rapport: readonly LienFichier[];
  readonly etats: readonly VueEtatListe[];
  readonly droits: Droits;
};

const FORMATS: Readonly<Record<FormatDossier, string>> = { pdf: 'PDF', docx: 'Word', xlsx: 'Excel' };
const fichiersDe = (base: string, quoi: 'dossier' | 'rapport', annee: number): readonly LienFichier[] => FormatDossier.options.map((f) => ({ libelle: FORMATS[f], href: `${base}/dialogue/${quoi}.${f}?annee=${annee}` }));

const etatsDe = (base: string, etats: readonly EtatSigne[], fuseau: string): readonly VueEtatListe[] =>
  etats.map((e) => ({ id: e.id, titre: `Année ${e.annee}, état n°${NBSP}${e.numero}`, detail: `signé le ${formaterInstant(e.signeLe, fuseau)} par ${e.signataire}${e.depot ? `, déposé sous le n°${NBSP}${e.depot.numero}` : ', dépôt en route'}`, href: `${base}/dialogue/etats/${e.id}` }));

function phraseDuPlan(etapes: readonly Etape[], annee: FaitsCycle['annee'], aujourdhui: Jour): string {
  const e = etapeDuMoment(etapes);
  const A = `l’anniversaire du contrat, le ${formaterDate(annee.fin)}`;
  if (etapes.every((x) => x.etat === 'faite')) return `Le dialogue de l’année ${annee.numero} est clos.`;
  if (!e) return `Rien à faire avant ${A}.`;
  const [manque] = e.manque;
  return `${aujourdhui < annee.fin ? `Tout converge vers ${A}.` : `L’année ${annee.numero} est finie depuis le ${formaterDate(annee.fin)}.`} ${e.etat === 'retard' ? 'En retard' : 'Maintenant'}${NBSP}: ${e.titre.charAt(0).toLowerCase()}${e.titre.slice(1)}${manque === undefined ? '' : `. Il manque ${manque}`}.`;
}

type FaitsPlan = { readonly base: string; readonly aujourdhui: Jour; readonly fuseau: string; readonly cycle: FaitsCycle; readonly annees: readonly { readonly numero: number }[]; readonly signes: readonly EtatSigne[]; readonly droits: Droits; /** Whether the pages of the contract and of its cash open to who reads. */ readonly contrat: boolean; readonly tresorerie: boolean };

export function presenterPlan(f: FaitsPlan): VuePlan {
  const etapes = cycleDe(f.cycle);
  const n = f.cycle.annee.numero;
  const dossier = `${f.base}/dialogue/dossier?annee=${n}`;
  const tresorerie = { libelle: 'Suivre la trésorerie', href: `${f.base}/contrat/tresorerie` };
  return {
    cas: 'ouvert', base: f.base, aujourdhui: f.aujourdhui, annee: n, droits: f.droits, etapes,
    phrase: phraseDuPlan(etapes, f.cycle.annee, f.aujourdhui),
    annees: f.annees.map(({ numero }) => ({ numero, href: `${f.base}/dialogue?annee=${numero}` })),
    liens: {
      preuves: { libelle: 'Verser une preuve', href: `${f.base}/missions/preuves` },
      reunions: { libelle: 'Trouver une date', href: `${f.base}/agenda` },
      valeurs: { libelle: 'Relever les indicateurs', href: `${f.base}/dialogue/valeurs` },
      rapport: { libelle: 'Écrire', href: `${f.base}/dialogue/redaction?annee=${n}` },
      signature: { libelle: f.droits.signer ? 'Relire et signer' : 'Relire le dossier', href: dossier },
      dialogue: { libelle: 'Noter la date et les conclusions', href: `${f.base}/dialogue/redaction?annee=${n}#conclusions` },
      ...(f.contrat ? { objectifs: { libelle: 'Inscrire les lignes convenues', href: `${f.base}/dialogue/lignes?annee=${n}` }, renouvellement: { libelle: 'Préparer le renouvellement', href: `${f.base}/contrat/termes#renouvellement` } } : {}),
      ...(f.tresorerie ? { avance: tresorerie, solde: tresorerie } : {}),
    },
    dossier: fichiersDe(f.base, 'dossier', n), rapport: fichiersDe(f.base, 'rapport', n), etats: etatsDe(f.base, f.signes, f.fuseau),
  };
}

const SANS_PLAN: Omit<VuePlan, 'cas' | 'base' | 'aujourdhui' | 'phrase'> = { annee: 1, annees: [], etapes: [], liens: {}, dossier: [], rapport: [], etats: [], droits: { rediger: false, signer: false } };
export const presenterSansPlan = (base: string, aujourdhui: Jour): VuePlan => ({ ...SANS_PLAN, base, aujourdhui, cas: 'absent', phrase: 'Le dialogue de gestion suit le contrat : il commence quand le contrat est établi.' });
export const presenterPlanInterdit = (base: string, aujourdhui: Jour): VuePlan => ({ ...SANS_PLAN, base, aujourdhui, cas: 'interdit', phrase: '' });

export type VueLigneDossier = { readonly id: string; readonly libelle: string; readonly href: string; readonly faits: readonly { readonly cle: string; readonly valeur: string }[]; readonly etat: string; readonly reussie: boolean; readonly montant: string; readonly ecart: readonly string[]; readonly manques: readonly string[]; readonly explication: string; readonly proposition: string };
export type VuePosteDossier = { readonly titre: string; readonly phrase: string; readonly lignes: readonly VueLigneDossier[]; readonly ecart: readonly string[] };

/** The file as a page: everything that will be signed, and what is still missing. */
export type VueDossier = {
  readonly cas: 'ouvert' | 'interdit';
  readonly base: string;
  readonly titre: string;
  readonly phrase: string;
  readonly annee: number;
  readonly version: number;
  readonly annees: readonly { readonly numero: number; readonly href: string }[];
  readonly somme: readonly { readonly cle: string; readonly valeur: string }[];
  readonly ecarts: string;
  readonly postes: readonly VuePosteDossier[];
  readonly depenses: readonly { readonly mission: string; readonly du: string; readonly prevu: string; readonly engage: string; readonly paye: string }[];
  readonly textes: readonly { readonly titre: string; readonly texte: string }[];
  readonly fichiers: readonly LienFichier[];
  readonly droits: Droits;
  readonly signe: VueEtatListe | undefined;
  readonly refus?: string;
};

const manquesDe = (l: LigneGardee): readonly string[] => [
  ...(l.valeur === null ? ['Aucune valeur relevée.'] : []),
  ...(l.preuves.some((p) => p.genre !== 'mention') ? [] : ['Aucune preuve de la valeur.']),
  ...l.livrables.filter((x) => x.obligatoire && !x.fourni).map((x) => `Livrable manquant : ${x.libelle}.`),
  ...l.preuves.flatMap((p) => p.faiblesses.map((f) => `«${NBSP}${p.titre}${NBSP}» : ${phraseFaiblesse[f]}`)),
];

const faitsDeLaLigne = (l: LigneGardee): VueLigneDossier['faits'] => [
  ...(l.depart ? [{ cle: 'Départ', valeur: `${valeurEnClair(l, l.depart.valeur)}${l.depart.le ? `, le ${formaterDate(l.depart.le)}` : ''}` }] : []),
  { cle: 'Objectif', valeur: l.objectif },
  { cle: 'Valeur', valeur: [valeurEnClair(l, l.valeur), ...(l.valeurLe ? [`le ${formaterDate(l.valeurLe)}`] : []), ...(l.origine ? [libelleOrigine[l.origine]] : []), ...(l.formule ? [l.formule] : [])].join(', ') },
  ...(l.palier === null ? [] : [{ cle: 'Palier', valeur: l.palier }]),
  { cle: 'Preuves', valeur: l.preuves.length === 0 ? 'aucune' : l.preuves.map((p) => p.titre).join(' ; ') },
];

const propositionEnClair = (s: Suite | undefined): string => (s === undefined ? '' : [s.proposition === null ? '' : `${libelleProposition[s.proposition]}.`, s.texte].filter(Boolean).join(' '));

const ligneDossier = (l: LigneGardee, r: Redaction, base: string, ecarts: Ecarts | undefined): VueLigneDossier => ({
  id: l.id, libelle: l.libelle, href: `${base}/contrat/lignes/${encodeURIComponent(l.id)}`, etat: libelleEtatLigne[l.etat], reussie: l.etat === 'atteinte', montant: `${enEuros(l.montant)} sur ${enEuros(l.maximum)}`,
  faits: faitsDeLaLigne(l), ecart: ecarts?.lignes.find((e) => e.id === l.id && e.genre !== 'disparue')?.phrases ?? [], manques: manquesDe(l), explication: r.lignes[l.id]?.explication ?? '', proposition: propositionEnClair(r.lignes[l.id]),
});

const posteDossier = (p: PosteGarde, e: EtatDossier, base: string, ecarts: Ecarts | undefined): VuePosteDossier => ({
  titre: libellePoste[p.poste],
  phrase: `Fixe${NBSP}: ${enEuros(p.fixe.du)}${p.variable ? ` · variable${NBSP}: ${enEuros(p.variable.du)} sur ${enEuros(p.variable.enveloppe)}${p.variable.ouvert ? '' : ', fermé'}` : ''}`,
  lignes: p.lignes.map((l) => ligneDossier(l, e.redaction, base, ecarts)),
  ecart: ecarts?.postes.find((x) => x.poste === p.poste)?.phrases ?? [],
});

const TEXTES = [['faitsMarquants', 'Faits marquants'], ['difficultes', 'Difficultés rencontrées'], ['propositions', 'Propositions pour l’année suivante'], ['conclusions', 'Conclusions du dialogue']] as const;

const sommeDe = ({ totaux: t }: EtatDossier): VueDossier['somme'] => [
  { cle: 'Dû pour l’année', valeur: `${enEuros(t.du)} sur ${enEuros(t.maximum)}` }, { cle: 'Part fixe', valeur: enEuros(t.fixe) }, { cle: 'Part variable', valeur: enEuros(t.variable) },
  { cle: 'Avances', valeur: enEuros(t.avances) }, { cle: 'Solde attendu', valeur: enEuros(t.solde) }, { cle: 'Déjà reçu', valeur: enEuros(t.recu) },
];
const depensesDe = (e: EtatDossier): VueDossier['depenses'] => e.postes.map((p) => ({ mission: libellePoste[p.poste], du: enEuros(p.fixe.du + (p.variable?.du ?? 0)), prevu: enEuros(p.depenses.prevu), engage: enEuros(p.depenses.engage), paye: enEuros(p.depenses.paye) }));

type FaitsDossier = { readonly base: string; readonly fuseau: string; readonly etat: EtatDossier; readonly dernier: EtatDossier | undefined; readonly version: number; readonly annees: readonly { readonly numero: number }[]; readonly signes: readonly EtatSigne[]; readonly droits: Droits; readonly refus?: string };

export function presenterDossier(f: FaitsDossier): VueDossier {
  const { etat: e, base } = f;
  const ecarts = f.dernier && comparerEtats(f.dernier, e);
  const lignes = e.postes.flatMap((p) => p.lignes);
  const incompletes = lignes.filter((l) => manquesDe(l).length > 0).length;
  const n = e.annee.numero;
  return {
    cas: 'ouvert', base, annee: n, version: f.version, droits: f.droits, titre: `Dossier de l’année ${n}`,
    phrase: lignes.length === 0 ? 'L’année n’a pas encore de ligne au contrat.' : incompletes === 0 ? `Les ${lignes.length} lignes sont prouvées : le dossier peut être signé.` : `Il manque quelque chose à ${accord(incompletes, 'ligne')} sur ${lignes.length}. Le reste s’est écrit tout seul.`,
    annees: f.annees.map(({ numero }) => ({ numero, href: `${base}/dialogue/dossier?annee=${numero}` })),
    somme: sommeDe(e), ecarts: ecarts?.phrase ?? 'C’est la première année du contrat : rien à comparer.',
    postes: e.postes.map((p) => posteDossier(p, e, base, ecarts)),
    depenses: depensesDe(e),
    textes: TEXTES.map(([cle, titre]) => ({ titre, texte: e.redaction[cle] })).filter((t) => t.texte !== ''),
    fichiers: fichiersDe(base, 'dossier', n), signe: etatsDe(base, f.signes.filter((s) => s.annee === n), f.fuseau)[0],
    ...(f.refus !== undefined && { refus: f.refus }),
  };
}

export const presenterDossierInterdit = (base: string): VueDossier => ({ cas: 'interdit', base, titre: '', phrase: '', annee: 1, version: 0, annees: [], somme: [], ecarts: '', postes: [], depenses: [], textes: [], fichiers: [], droits: { rediger: false, signer: false }, signe: undefined });

/** The form of what people write. */
export type VueRedaction = { readonly cas: 'ouvert' | 'interdit'; readonly base: string; readonly annee: number; readonly version: number; readonly valeurs: Readonly<Record<string, string>>; readonly missions: readonly { readonly titre: string; readonly lignes: readonly { readonly id: string; readonly libelle: string; readonly bref: string }[] }[]; readonly propositions: readonly { readonly valeur: string; readonly libelle: string }[] };

export function presenterRedaction({ base, etat: e, version }: { readonly base: string; readonly etat: EtatDossier; readonly version: number }): VueRedaction {
  const r = e.redaction;
  return {
    cas: 'ouvert', base, annee: e.annee.numero, version, propositions: Proposition.options.map((valeur) => ({ valeur, libelle: libelleProposition[valeur] })),
    valeurs: {
      faitsMarquants: r.faitsMarquants, difficultes: r.difficultes, propositions: r.propositions, conclusions: r.conclusions, tenuLe: r.tenuLe ?? '',
      ...Object.fromEntries(Object.entries(r.lignes).flatMap(([id, s]) => [[champDeLigne('explication', id), s.explication], [champDeLigne('proposition', id), s.proposition ?? ''], [champDeLigne('texte', id), s.texte]])),
    },
    missions: e.postes.filter((p) => p.lignes.length > 0).map((p) => ({ titre: libellePoste[p.poste], lignes: p.lignes.map((l) => ({ id: l.id, libelle: l.libelle, bref: `${valeurEnClair(l, l.valeur)}, ${libelleEtatLigne[l.etat]} : ${enEuros(l.montant)} sur ${enEuros(l.maximum)}` })) })),
  };
}
export const presenterRedactionInterdite = (base: string): VueRedaction => ({ cas: 'interdit', base, annee: 1, version: 0, valeurs: {}, missions: [], propositions: [] });

/** A signed state, and what moved since. */
export type VueEtat = { readonly cas: 'ouvert' | 'inconnu'; readonly base: string; readonly titre: string; readonly phrase: string; readonly empreinte: string; readonly intacte: boolean; readonly somme: VueDossier['somme']; readonly postes: readonly VuePosteDossier[]; readonly fichiers: readonly LienFichier[]; readonly depot: LienFichier | undefined; readonly depuis: { readonly phrase: string; readonly lignes: readonly { readonly libelle: string; readonly texte: string }[] } | undefined };

type FaitsEtat = { readonly base: string; readonly fuseau: string; readonly signe: EtatSigne; readonly intacte: boolean; readonly maintenant: EtatDossier | undefined };

export function presenterEtat({ base, fuseau, signe: s, intacte, maintenant }: FaitsEtat): VueEtat {
  const { etat, dernier } = s.copie;
  const ecarts = dernier === null ? undefined : comparerEtats(dernier, etat);
  const depuis = maintenant && changementsDepuis(etat, maintenant);
  return {
    cas: 'ouvert', base, titre: `Année ${s.annee}, état n°${NBSP}${s.numero}`, empreinte: s.empreinte, intacte,
    phrase: `Signé par ${s.signataire} le ${formaterInstant(s.signeLe, fuseau)}. Il ne change plus : ${enEuros(etat.totaux.du)} dus, arrêtés au ${formaterDate(etat.arreteLe)}.`,
    somme: sommeDe(etat), postes: etat.postes.map((p) => posteDossier(p, etat, base, ecarts)),
    fichiers: FormatDossier.options.map((f) => ({ libelle: FORMATS[f], href: `${base}/dialogue/etats/${s.id}/fichier.${f}` })),
    depot: s.depot && { libelle: `Dépôt n°${NBSP}${s.depot.numero}`, href: `${base}/projet/echanges/${s.depot.id}` },
    depuis: depuis && { phrase: depuis.lignes.length === 0 && depuis.total === 0 ? 'Rien n’a bougé depuis la signature.' : depuis.phrase, lignes: depuis.lignes.map((l) => ({ libelle: l.libelle, texte: l.phrases.join(' ') })) },
  };
}
export const presenterEtatInconnu = (base: string): VueEtat => ({ cas: 'inconnu', base, titre: '', phrase: '', empreinte: '', intacte: true, somme: [], postes: [], fichiers: [], depot: undefined, depuis: undefined });

