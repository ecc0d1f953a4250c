import { Jour } from '#core/jour.ts';
import { accord, cleDeRecherche, formaterDate, formaterDateCourte, formaterInstant } from '#core/texte.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { PAR_PAGE, PROFESSIONS_USUELLES } from './constants.ts';
import { libelleGenreTexte, libelleImplication, libelleManiere, libelleOrigine, libelleStatut } from './labels.ts';
import { type Acceptation, type Adhesion, type Categorie, type College, estMembre, type Exclusion, type GesteAdhesion, STATUTS_EN_COURS, STATUTS_MEMBRES, type StatutAdhesion, type TexteAdhesion } from './model.ts';
import { collegePropose } from './rules.ts';
import { apres } from './transitions.ts';

export type Option = { readonly valeur: string; readonly libelle: string };

/** What one is, in a word: the profession, or what a person without one says they do. */
export const metierDe = (a: { readonly profession: string | null; readonly fonction: string | null }): string => (a.profession === null ? (a.fonction ?? '') : libelleProfession(a.profession));

const parNom = (a: Option, b: Option): number => cleDeRecherche(a.libelle).localeCompare(cleDeRecherche(b.libelle));
export const optionsProfessions = (): readonly Option[] => PROFESSIONS_USUELLES.map((p) => ({ valeur: p, libelle: libelleProfession(p) })).toSorted(parNom);
export const optionsCategories = (categories: readonly Categorie[]): readonly Option[] => categories.filter((c) => c.active).map((c) => ({ valeur: c.code, libelle: c.libelle }));

/** What the list shows: members first, then what waits, then those who left. */
export const VUES_DE_LISTE = { membres: STATUTS_MEMBRES, demandes: ['deposee', 'en_instruction'], proposees: ['proposee'], anciens: ['resiliee', 'exclue', 'refusee', 'retiree'] } as const satisfies Record<string, readonly StatutAdhesion[]>;
export type VueDeListe = keyof typeof VUES_DE_LISTE;
const TITRES: Readonly<Record<VueDeListe, string>> = { membres: 'Membres', demandes: 'Demandes à instruire', proposees: 'Personnes proposées', anciens: 'Anciens membres et refus' };
const QUOI: Readonly<Record<VueDeListe, string>> = { membres: 'membres', demandes: 'demandes', proposees: 'personnes proposées', anciens: 'personnes' };

export type LigneAdherent = { readonly id: string; readonly nom: string; readonly href: string; readonly metier: string; readonly commune: string; readonly college: string; readonly depuis: string; readonly statut: string; readonly statutCourant: boolean };

export type VueAdherents = {
  readonly base: string;
  readonly adresse: string;
  readonly phrase: string;
  readonly peutTenir: boolean;
  readonly peutRegler: boolean;
  readonly peutProposer: boolean;
  readonly peutCotisations: boolean;
  readonly liste: VueDeListe;
  readonly listes: readonly { readonly cle: VueDeListe; readonly libelle: string; readonly href: string; readonly compte: number }[];
  readonly lignes: readonly LigneAdherent[];
  readonly page: { readonly numero: number; readonly taille: number; readonly total: number };
  readonly quoi: string;
  readonly filtres: { readonly q: string; readonly profession: string; readonly commune: string; readonly college: string };
  readonly filtree: boolean;
  readonly professions: readonly Option[];
  readonly communes: readonly Option[];
  readonly colleges: readonly Option[];
  readonly tri: { readonly cle: string; readonly sens: 'asc' | 'desc' };
  readonly densite: 'confortable' | 'compacte';
  readonly exports: readonly string[];
  readonly questions: number;
  readonly interdit?: boolean;
};

type LigneLue = { readonly id: string; readonly nom: string; readonly statut: StatutAdhesion; readonly profession: string | null; readonly fonction: string | null; readonly communeNom: string | null; readonly college: string | null; readonly membreDepuis: string | null };
export type DemandeListe = { readonly q: string; readonly profession: string; readonly commune: string; readonly college: string; readonly liste: VueDeListe; readonly tri: 'nom' | 'profession' | 'commune' | 'college' | 'depuis'; readonly sens: 'asc' | 'desc'; readonly densite: 'confortable' | 'compacte'; readonly page: number };

/** What the person who reads the list may do from it. */
export type DroitsListe = { readonly tenir: boolean; readonly regler: boolean; readonly proposer: boolean; readonly cotisations: boolean };

export type FaitsAdherents = {
  readonly base: string;
  readonly adresse: string;
  readonly demande: DemandeListe;
  readonly lu: { readonly total: number; readonly lignes: readonly LigneLue[] };
  readonly facettes: readonly { readonly genre: string; readonly code: string; readonly nom: string | null }[];
  readonly comptes: Readonly<Partial<Record<StatutAdhesion, number>>>;
  readonly droits: DroitsListe;
  readonly questions: number;
  readonly interdit?: boolean;
};

const ligneDe = (l: LigneLue, base: string): LigneAdherent => ({
  id: l.id, nom: l.nom, href: `${base}/reseau/adherents/${l.id}`, metier: metierDe(l), commune: l.communeNom ?? '', college: l.college ?? '', depuis: l.membreDepuis === null ? '' : formaterDateCourte(Jour.parse(l.membreDepuis)), statut: libelleStatut[l.statut], statutCourant: l.statut === 'validee',
});

const avecListe = (base: string, cle: VueDeListe): string => `${base}/reseau/adherents${cle === 'membres' ? '' : `?liste=${cle}`}`;

function phraseDeListe(f: FaitsAdherents, membres: number): string {
  const demandes = VUES_DE_LISTE.demandes.reduce((n, s) => n + (f.comptes[s] ?? 0), 0);
  if (membres === 0) return f.droits.tenir ? 'Personne n’est encore membre. Ouvrez le formulaire public, ou invitez les premiers.' : 'Personne n’est encore membre.';
  const attente = f.droits.tenir && demandes > 0 ? `, et ${accord(demandes, 'demande')} à instruire` : '';
  return `${accord(membres, 'membre')}${attente}.`;
}

export function presenterAdherents(f: FaitsAdherents): VueAdherents {
  const de = (genre: string): readonly Option[] => f.facettes.filter((x) => x.genre === genre).map((x) => ({ valeur: x.code, libelle: x.nom ?? libelleProfession(x.code) }));
  const compter = (cle: VueDeListe): number => VUES_DE_LISTE[cle].reduce((n, s) => n + (f.comptes[s] ?? 0), 0);
  const { q, profession, commune, college, liste, tri, sens, densite, page } = f.demande;
  const listes: readonly VueDeListe[] = f.droits.tenir ? ['membres', 'demandes', 'proposees', 'anciens'] : ['membres'];
  const suite = f.adresse.includes('?') ? f.adresse.slice(f.adresse.indexOf('?')) : '';
  return {
    base: f.base, adresse: f.adresse, phrase: phraseDeListe(f, compter('membres')), peutTenir: f.droits.tenir, peutRegler: f.droits.regler, peutProposer: f.droits.proposer, peutCotisations: f.droits.cotisations, liste,
    listes: listes.map((cle) => ({ cle, libelle: TITRES[cle], href: avecListe(f.base, cle), compte: compter(cle) })),
    lignes: f.lu.lignes.map((l) => ligneDe(l, f.base)), page: { numero: page, taille: PAR_PAGE, total: f.lu.total }, quoi: QUOI[liste],
    filtres: { q, profession, commune, college }, filtree: [q, profession, commune, college].some((x) => x !== ''),
    professions: de('profession'), communes: de('commune'), colleges: f.facettes.filter((x) => x.genre === 'college').map((x) => ({ valeur: x.code, libelle: x.nom ?? '' })),
    tri: { cle: tri, sens }, densite, questions: f.droits.regler ? f.questions : 0,
    exports: ['csv', 'xlsx'].map((ext) => `${f.base}/reseau/adherents.${ext}${suite}`),
    ...(f.interdit ? { interdit: true } : {}),
  };
}

export type AcceptationVue = { readonly texte: string; readonly le: string; readonly moyen: string; readonly empreinte: string };
export type ExclusionVue = { readonly id: string; readonly griefs: string; readonly etapes: readonly { readonly quoi: string; readonly quand: string; readonly detail?: string; readonly document?: string }[]; readonly close: boolean };

export type VueDossier = {
  readonly base: string;
  readonly id: string;
  readonly version: number;
  readonly nom: string;
  readonly statut: StatutAdhesion;
  readonly libelle: string;
  readonly phrase: string;
  readonly peutTenir: boolean;
  readonly sienne: boolean;
  readonly gestes: readonly GesteAdhesion[];
  readonly fiche: readonly { readonly cle: string; readonly valeur: string }[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly message: string | undefined;
  readonly colleges: readonly Option[];
  readonly collegePropose: string;
  readonly categories: readonly Option[];
  readonly categorie: string;
  /** What may still be changed by those who hold the register. */
  readonly changements: { readonly place: boolean; readonly college: string; readonly courriel: string | undefined };
  readonly professions: readonly Option[];
  readonly acceptations: readonly AcceptationVue[];
  readonly textesEnAttente: readonly string[];
  readonly exclusions: readonly ExclusionVue[];
  readonly cotisations: readonly { readonly annee: number; readonly etat: string; readonly recu?: string }[];
  readonly instance: string;
  readonly aujourdhui: Jour;
  readonly annuaire?: string;
};

const etape = (quoi: string, jour: Jour | null, plus: { detail?: string | undefined; document?: string | null; lien: (id: string) => string }) =>
  jour === null ? [] : [{ quoi, quand: formaterDate(jour), ...(plus.detail ? { detail: plus.detail } : {}), ...(plus.document ? { document: plus.lien(plus.document) } : {}) }];

const presenterExclusion = (e: Exclusion, lien: (id: string) => string): ExclusionVue => ({
  id: e.id, griefs: e.griefs, close: e.decideeLe !== null,
  etapes: [
    ...etape('Notifiée', e.notifieeLe, { document: e.notificationId, lien, detail: `convocation pour le ${formaterDate(e.convoqueePour)}` }),
    ...etape('Audition', e.entendueLe, { document: e.observationsId, lien, detail: [e.maniere ? libelleManiere[e.maniere] : '', e.observations ?? ''].filter(Boolean).join('. ') }),
    ...etape(e.decision === 'exclusion' ? 'Exclusion décidée' : 'Procédure close, maintien', e.decideeLe, { document: e.decisionId, lien, detail: e.instance ?? undefined }),
  ],
});

export const presenterAcceptation = (a: Acceptation, fuseau: string): AcceptationVue => ({
  texte: `${libelleGenreTexte[a.genre]}, version ${a.numero} : ${a.titre}`, le: formaterInstant(a.accepteeLe, fuseau), moyen: a.moyen === 'lien' ? 'par le lien du courriel' : 'connecté', empreinte: a.empreinte,
});

type FaitsDossier = {
  readonly adhesion: Adhesion;
  readonly acceptations: readonly Acceptation[];
  readonly textes: readonly TexteAdhesion[];
  readonly exclusions: readonly Exclusion[];
  readonly cotisations: readonly { readonly annee: number; readonly statut: string; readonly recuNumero: number | null; readonly id: string }[];
  readonly colleges: readonly College[];
  readonly categories: readonly Categorie[];
  readonly reglages: { readonly instanceCompetente: string };
  readonly proposeePar: string | undefined;
};
type Autour = { readonly base: string; readonly fuseau: string; readonly aujourdhui: Jour; readonly peutTenir: boolean; readonly peutCotisations: boolean; readonly sienne: boolean };

const GESTES: readonly GesteAdhesion[] = ['instruire', 'valider', 'refuser', 'constater_fin', 'engager_exclusion', 'entendre', 'exclure', 'abandonner_exclusion'];
const ETATS: Readonly<Record<string, string>> = { appelee: 'appelée', payee: 'payée', dispensee: 'dispensée', annulee: 'annulée' };
const etatDe = (s: string): string => ETATS[s] ?? s;

function ficheDe(f: FaitsDossier, p: Autour): VueDossier['fiche'] {
  const { adhesion: a } = f;
  const contact: readonly (readonly [string, string | null])[] = p.peutTenir || p.sienne ? [['Adresse électronique', a.courriel], ['Téléphone', a.telephone], ['RPPS', a.rpps], ['Engagement choisi', libelleImplication[a.implication]], ['Venu par', `${libelleOrigine[a.origine]}${f.proposeePar ? ` (${f.proposeePar})` : ''}`]] : [];
  const lignes: readonly (readonly [string, string | null])[] = [
    ['Profession ou fonction', metierDe(a)], ['Structure', a.structure], ['Commune', a.communeNom], ['Catégorie', f.categories.find((c) => c.code === a.categorie)?.libelle ?? a.categorie],
    ['Collège', f.colleges.find((c) => c.id === a.collegeId)?.libelle ?? null], ['Membre depuis', a.membreDepuis && formaterDate(a.membreDepuis)], ['Jusqu’au', a.finLe && formaterDate(a.finLe)], ...contact,
  ];
  return lignes.flatMap(([cle, valeur]) => (valeur ? [{ cle, valeur }] : []));
}

function phraseDeDossier({ adhesion: a }: FaitsDossier, p: Autour, attente: number): string {
  switch (a.statut) {
    case 'proposee':
      return a.courriel === null ? 'Personne proposée, sans adresse : appelez-la.' : 'Personne proposée : un courriel lui demande si elle veut venir.';
    case 'deposee':
      return `Demande déposée${a.deposeeLe ? ` le ${formaterInstant(a.deposeeLe, p.fuseau)}` : ''}, à instruire.`;
    case 'en_instruction':
      return attente > 0 ? 'Demande en cours d’instruction. La charte n’est pas encore acceptée.' : 'Demande en cours d’instruction.';
    case 'exclusion_engagee':
      return 'Exclusion engagée : la personne reste membre et doit être entendue.';
    case 'entendue':
      return 'La personne a été entendue, ou dûment convoquée. L’instance peut décider.';
    case 'depart_demande':
      return `Départ demandé : l’adhésion finit le ${a.finLe ? formaterDate(a.finLe) : ''}, sauf si la personne change d’avis.`;
    case 'validee':
    case 'refusee':
    case 'retiree':
    case 'exclue':
    case 'resiliee':
      return estMembre(a.statut) && a.membreDepuis ? `Membre depuis le ${formaterDate(a.membreDepuis)}.` : `${libelleStatut[a.statut]}${a.motif && p.peutTenir ? ` : ${a.motif.replaceAll('_', ' ')}` : ''}.`;
  }
}

/** The place of a member, and the address of someone under way who has no account yet. */
const changementsDe = (a: Adhesion, peutTenir: boolean): VueDossier['changements'] => ({
  place: peutTenir && estMembre(a.statut), college: a.collegeId ?? '', courriel: peutTenir && a.personneId === null && STATUTS_EN_COURS.some((s) => s === a.statut) ? (a.courriel ?? '') : undefined,
});

export function presenterDossier(f: FaitsDossier, p: Autour): VueDossier {
  const { adhesion: a } = f;
  const acceptes = new Set(f.acceptations.map((x) => x.texteId));
  const enAttente = f.textes.filter((t) => !acceptes.has(t.id)).map((t) => `${libelleGenreTexte[t.genre]}, version ${t.numero}`);
  const ici = `${p.base}/reseau/adherents/${a.id}`;
  const prive = p.peutTenir || p.sienne;
  return {
    base: p.base, id: a.id, version: a.version, nom: a.nom, statut: a.statut, libelle: libelleStatut[a.statut], phrase: phraseDeDossier(f, p, enAttente.length), peutTenir: p.peutTenir, sienne: p.sienne,
    gestes: p.peutTenir ? GESTES.filter((g) => apres(a.statut, g) !== undefined) : [],
    fiche: ficheDe(f, p),
    valeurs: { nom: a.nom, profession: a.profession ?? '', fonction: a.fonction ?? '', commune: a.communeNom ?? '', structure: a.structure ?? '', telephone: a.telephone ?? '', rpps: a.rpps ?? '' },
    message: prive ? (a.message ?? undefined) : undefined,
    colleges: f.colleges.filter((c) => c.actif).map((c) => ({ valeur: c.id, libelle: c.libelle })), collegePropose: collegePropose(f.colleges, a)?.id ?? a.collegeId ?? '',
    categories: optionsCategories(f.categories), categorie: a.categorie, changements: changementsDe(a, p.peutTenir), professions: optionsProfessions(),
    acceptations: prive ? f.acceptations.map((x) => presenterAcceptation(x, p.fuseau)) : [], textesEnAttente: prive && !['refusee', 'retiree', 'exclue', 'resiliee'].includes(a.statut) ? enAttente : [],
    exclusions: prive ? f.exclusions.map((e) => presenterExclusion(e, (id) => `${ici}/document/${id}`)) : [],
    cotisations: prive || p.peutCotisations ? f.cotisations.map((c) => ({ annee: c.annee, etat: etatDe(c.statut), ...(c.recuNumero === null || !(p.sienne || p.peutCotisations) ? {} : { recu: `${p.base}/reseau/cotisations/${c.id}/recu.pdf` }) })) : [],
    instance: f.reglages.instanceCompetente, aujourdhui: p.aujourdhui, ...(a.rpps === null ? {} : { annuaire: `${p.base}/reseau/annuaire/8${a.rpps}` }),
  };
}
