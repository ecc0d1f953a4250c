import type { ActionDuJour, Horloge } from '#core/aujourdhui.ts';
import type { Bloc } from '#core/document.ts';
import type { Jour } from '#core/jour.ts';
import { accord, formaterDate, formaterInstant, typographier as t } from '#core/texte.ts';
import type { Acteur } from '#core/tenancy.ts';
import { delaiEtape, libelleEtape, libelleMotif, quiAgit, SANS_DROIT_D_ECRIRE, titreSection } from './labels.ts';
import { type Champs, CleSection, type Contenu, type DefinitionChamp, type FaitsLettre, type Lettre, type Version } from './model.ts';
import { calendrier, lireJour } from './moteur/lettre-calendrier.ts';
import { CHAMPS, libellesDesChamps } from './moteur/lettre-champs.ts';
import { composer, echeanceDeLaLettre, type SectionComposee } from './moteur/lettre-document.ts';
import { empreinte, enTexte, memeContenu, reunir, versionPrecedente, type Nouveaute } from './moteur/redaction.ts';
import { peutEcrireLettre } from './permissions.ts';
import { champsAttendus, manques, sectionDe, type Manque } from './rules.ts';

type Ici = { readonly base: string; readonly fuseau: string; readonly aujourdhui: Jour; readonly qui: Acteur };
export type FaitsDePage = Ici & { readonly lettre: Lettre; readonly faits: FaitsLettre };

export type ManqueAFaire = { readonly section: CleSection; readonly phrase: string; readonly bloque: boolean; readonly ou: string; readonly href: string };

/** Where a missing thing is filled: the field itself when there is one. */
const lieuDuManque = (base: string, m: Manque, sansTerritoire: boolean): string =>
  m.section === 'territoire' && m.champ === undefined && sansTerritoire ? `${base}/territoire` : `${base}/projet/lettre/${m.section}${m.champ === undefined ? '' : `#champ-${m.champ}`}`;

/** Who may not write is led to the section as it reads, not to a form closed to them. */
const presenterManques = ({ base, lettre, faits, qui }: FaitsDePage): readonly ManqueAFaire[] =>
  manques(lettre, faits).map((m) => ({ section: m.section, phrase: m.phrase, bloque: m.bloque, ou: titreSection[m.section], href: peutEcrireLettre(qui) ? lieuDuManque(base, m, faits.territoire === undefined) : `${base}/projet/lettre#${m.section}` }));

const phraseManques = (n: number): string => (n === 0 ? 'Tout y est : vous pouvez la télécharger, la signer et l’envoyer.' : n === 1 ? 'Il manque encore un élément avant de pouvoir l’envoyer.' : t(`Il manque encore ${n} éléments avant de pouvoir l’envoyer.`));

export type VueSectionLue = {
  readonly cle: CleSection;
  readonly titre: string;
  readonly blocs: readonly Bloc[];
  readonly redigee: boolean;
  readonly version: number;
  readonly enregistree?: string;
  readonly manquent: number;
  readonly nouveaute: Nouveaute;
  readonly href: string;
};

export type VueLettre = {
  readonly base: string;
  readonly phrase: string;
  readonly peutEcrire: boolean;
  readonly lecture?: string;
  readonly commencee: boolean;
  readonly demo: boolean;
  readonly sansTerritoire: boolean;
  readonly avertissements: readonly string[];
  readonly manques: readonly ManqueAFaire[];
  readonly conseils: readonly ManqueAFaire[];
  readonly sections: readonly VueSectionLue[];
  readonly suite?: { readonly href: string; readonly libelle: string };
  readonly refus?: string;
};

const enregistree = (s: SectionComposee, fuseau: string): string | undefined =>
  s.section.modifieeLe === undefined ? undefined : t(`Version ${s.section.version}, ${formaterInstant(s.section.modifieeLe, fuseau)}${s.section.modifieePar === undefined ? '' : `, par ${s.section.modifieePar}`}`);

export function presenterLettre(f: FaitsDePage, refus?: string): VueLettre {
  const tous = presenterManques(f);
  const [bloquants, conseils] = [tous.filter((m) => m.bloque), tous.filter((m) => !m.bloque)];
  const peutEcrire = peutEcrireLettre(f.qui);
  const premier = bloquants[0] ?? conseils[0];
  return {
    base: f.base,
    phrase: phraseManques(bloquants.length),
    peutEcrire,
    ...(peutEcrire ? {} : { lecture: SANS_DROIT_D_ECRIRE }),
    commencee: f.lettre.commencee,
    demo: f.faits.demo,
    sansTerritoire: f.faits.territoire === undefined,
    avertissements: f.faits.territoire?.avertissements ?? [],
    manques: bloquants,
    conseils,
    sections: composer(f.lettre, f.faits).map((s) => {
      const le = enregistree(s, f.fuseau);
      return { cle: s.cle, titre: s.titre, blocs: s.blocs, redigee: s.section.texte !== null, version: s.section.version, ...(le === undefined ? {} : { enregistree: le }), manquent: bloquants.filter((m) => m.section === s.cle).length, nouveaute: s.nouveaute, href: `${f.base}/projet/lettre/${s.cle}` };
    }),
    ...(peutEcrire && premier ? { suite: { href: premier.href, libelle: f.lettre.commencee ? 'Continuer la lettre' : 'Commencer la lettre' } } : {}),
    ...(refus === undefined ? {} : { refus }),
  };
}

export type VueProjet = {
  readonly base: string;
  readonly aujourdhui: Jour;
  readonly phrase: string;
  readonly peutEcrire: boolean;
  readonly commencee: boolean;
  readonly prochain: { readonly quoi: string; readonly qui: string; readonly pourquoi: string; readonly echeance: Jour; readonly href: string; readonly bouton: string };
  readonly etapes: readonly { readonly cle: string; readonly libelle: string; readonly detail: string; readonly etat: 'faite' | 'encours' | 'avenir' }[];
  readonly reperes: readonly { readonly id: string; readonly jour: Jour; readonly titre: string; readonly detail: string; readonly etat: 'encours' | 'avenir' }[];
  readonly depart: Jour;
};

/** Where the founding stands. Until the journey is followed step by step, only the letter is known: the other steps are ahead. */
export function presenterProjet(f: FaitsDePage): VueProjet {
  const { lettre, base, aujourdhui } = f;
  const tous = presenterManques(f).filter((m) => m.bloque);
  const depart = lireJour(sectionDe(lettre, 'calendrier').champs.depart) ?? lettre.commenceeLe;
  const peutEcrire = peutEcrireLettre(f.qui);
  const premier = tous[0];
  const quoi = !lettre.commencee ? 'Commencer la lettre d’intention' : premier ? premier.phrase : 'Télécharger la lettre, la signer et l’envoyer';
  return {
    base,
    aujourdhui,
    peutEcrire,
    commencee: lettre.commencee,
    phrase: lettre.commencee ? t(`Vous en êtes à la lettre d’intention : ${tous.length === 0 ? 'elle est complète' : accord(tous.length, 'élément à compléter', 'éléments à compléter')}.`) : t('Première étape à votre main : la lettre d’intention. Maillage l’a déjà préparée.'),
    prochain: {
      quoi,
      qui: 'Coordination ou présidence',
      pourquoi: t('La lettre s’écrit et se valide en 3 mois environ, avec l’ARS et l’Assurance Maladie.'),
      echeance: echeanceDeLaLettre(lettre),
      href: premier && lettre.commencee && peutEcrire ? premier.href : `${base}/projet/lettre`,
      bouton: !peutEcrire ? 'Lire la lettre' : lettre.commencee ? 'Continuer la lettre' : 'Voir la lettre préparée',
    },
    etapes: [
      { cle: 'lettre', libelle: 'Lettre d’intention', detail: delaiEtape.lettre, etat: 'encours' },
      { cle: 'projet_sante', libelle: 'Projet de santé', detail: delaiEtape.projet_sante, etat: 'avenir' },
      { cle: 'contrat', libelle: 'Contrat', detail: delaiEtape.contrat, etat: 'avenir' },
      { cle: 'missions', libelle: 'Missions', detail: t('6 à 12 mois'), etat: 'avenir' },
    ],
    reperes: calendrier(depart).map((e) => ({ id: e.etape, jour: e.tard, titre: libelleEtape[e.etape], detail: t(`${quiAgit[e.etape]}. Délai de référence : ${delaiEtape[e.etape]}.`), etat: e.etape === 'lettre' || (e.etape === 'contact' && e.tard >= aujourdhui) ? 'encours' : 'avenir' })),
    depart,
  };
}

export type VueSection = {
  readonly base: string;
  readonly cle: CleSection;
  readonly titre: string;
  readonly version: number;
  readonly champs: readonly (DefinitionChamp & { readonly attendu: boolean })[];
  readonly valeurs: Readonly<Record<string, string>>;
  readonly texte: string;
  /** Fingerprint of the proposed text when it is the one shown; empty when the text is a person's. */
  readonly montree: string;
  readonly redigee: boolean;
  readonly nouveaute: Nouveaute;
  readonly peutEcrire: boolean;
  readonly precedente?: { readonly href: string; readonly titre: string };
  readonly suivante?: { readonly href: string; readonly titre: string };
  readonly erreurs: Readonly<Record<string, string>>;
  readonly saisie: Readonly<Record<string, unknown>>;
  readonly brouillon: string;
};

const valeursDe = (cle: CleSection, champs: Champs): Readonly<Record<string, string>> => Object.fromEntries(CHAMPS[cle].map((d) => [d.cle, champs[d.cle] ?? '']));

type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly saisie?: Readonly<Record<string, unknown>> };

export function presenterSection(f: FaitsDePage, cle: CleSection, { erreurs = {}, saisie = {} }: Reprise = {}): VueSection {
  const s = composer(f.lettre, f.faits).find((x) => x.cle === cle);
  if (!s) throw new Error(`The letter has no section ${cle}`);
  const rang = CleSection.options.indexOf(cle);
  const attendus = champsAttendus(cle);
  const lien = (autre: CleSection | undefined) => (autre === undefined ? undefined : { href: `${f.base}/projet/lettre/${autre}`, titre: titreSection[autre] });
  const [precedente, suivante] = [lien(CleSection.options[rang - 1]), lien(CleSection.options[rang + 1])];
  return {
    base: f.base,
    cle,
    titre: s.titre,
    // A form given back after a refusal keeps the version it was opened on: what others saved meanwhile must still be seen.
    version: /^\d{1,9}$/.test(String(saisie.version)) ? Number(saisie.version) : s.section.version,
    champs: CHAMPS[cle].map((d) => ({ ...d, attendu: attendus.includes(d.cle) })),
    valeurs: valeursDe(cle, s.section.champs),
    texte: s.texte,
    montree: typeof saisie.montree === 'string' ? saisie.montree : s.section.texte === null ? empreinte(s.proposition) : '',
    redigee: s.section.texte !== null,
    nouveaute: s.nouveaute,
    peutEcrire: peutEcrireLettre(f.qui),
    ...(precedente ? { precedente } : {}),
    ...(suivante ? { suivante } : {}),
    erreurs,
    saisie,
    brouillon: `lettre-${f.base}-${cle}`,
  };
}

export type LigneVersion = { readonly id: string; readonly libelle: string; readonly quand: string; readonly motif: string; readonly courante: boolean; readonly miseDeCote: boolean; readonly href: string };
export type VueVersions = { readonly titre: string; readonly retour: { readonly href: string; readonly libelle: string }; readonly versions: readonly LigneVersion[] };

export function presenterVersions(f: FaitsDePage, cle: CleSection, versions: readonly Version[]): VueVersions {
  const courante = sectionDe(f.lettre, cle).version;
  return {
    titre: titreSection[cle],
    retour: { href: `${f.base}/projet/lettre#${cle}`, libelle: 'Revenir à la lettre' },
    versions: versions.map((v) => ({
      id: v.id,
      libelle: v.numero === undefined ? 'Texte mis de côté' : `Version ${v.numero}`,
      quand: t(`${formaterInstant(v.le, f.fuseau)}, par ${v.auteur}`),
      motif: libelleMotif[v.motif],
      courante: v.numero === courante,
      miseDeCote: v.numero === undefined,
      href: `${f.base}/projet/lettre/${cle}/versions/${v.id}`,
    })),
  };
}

export type VueComparaison = {
  readonly titre: string;
  readonly version: LigneVersion;
  readonly avant: { readonly titre: string; readonly texte: string };
  readonly apres: { readonly titre: string; readonly texte: string };
  readonly restaurer?: { readonly version: number; readonly libelle: string };
  readonly refus?: string;
  /** Where all the versions are. */
  readonly toutes: string;
};

/** The way back to a version, for those who write, when it says something else than the section. */
function retourPossible(f: FaitsDePage, { section }: SectionComposee, version: Version): VueComparaison['restaurer'] {
  if (!peutEcrireLettre(f.qui) || memeContenu(version, section)) return undefined;
  return { version: section.version, libelle: version.numero === undefined ? 'Mettre ce texte à la place' : `Restaurer la version ${version.numero}` };
}

/** The answer to a field as the form shows it: a choice by its words, a day as one writes it. */
function direChamp(d: DefinitionChamp, valeur: string): string {
  const jour = d.genre === 'jour' ? lireJour(valeur) : undefined;
  return d.options?.find((o) => o.valeur === valeur)?.libelle ?? (jour ? formaterDate(jour) : valeur);
}

/** A version of a section as one text, for whoever compares it with another. */
function lireEnEntier(cle: CleSection, contenu: Contenu, proposition: string): string {
  const champs = Object.fromEntries(CHAMPS[cle].flatMap((d) => { const valeur = contenu.champs[d.cle]; return valeur === undefined ? [] : [[d.cle, direChamp(d, valeur)]]; }));
  return enTexte({ ...contenu, champs }, proposition, libellesDesChamps(cle));
}

/** A version beside the one before it; a text set aside beside the present section. */
export function presenterComparaison(f: FaitsDePage, cle: CleSection, { versions, id, refus }: { versions: readonly Version[]; id: string; refus?: string }): VueComparaison | undefined {
  const version = versions.find((v) => v.id === id);
  const ligne = presenterVersions(f, cle, versions).versions.find((l) => l.id === id);
  if (!version || !ligne) return undefined;
  const section = composer(f.lettre, f.faits).find((s) => s.cle === cle);
  const actuelle = section ? { titre: t(`La section aujourd’hui (version ${section.section.version})`), texte: lireEnEntier(cle, section.section, section.proposition) } : { titre: '', texte: '' };
  const avant = version.numero === undefined ? undefined : versionPrecedente(versions, version.numero);
  const restaurer = ligne.courante || !section ? undefined : retourPossible(f, section, version);
  return {
    toutes: `${f.base}/projet/lettre/${cle}/versions`,
    titre: titreSection[cle],
    version: ligne,
    avant: version.numero === undefined ? actuelle : avant ? { titre: `Version ${avant.numero}`, texte: lireEnEntier(cle, avant, avant.proposition) } : { titre: 'Rien avant', texte: '' },
    apres: { titre: ligne.libelle, texte: lireEnEntier(cle, version, version.proposition) },
    ...(restaurer ? { restaurer } : {}),
    ...(refus === undefined ? {} : { refus }),
  };
}

export type VueConflit = {
  readonly autre: string;
  readonly quand: string;
  readonly avant: string;
  readonly apres: string;
  readonly reuni: boolean;
  readonly resolu: boolean;
  readonly section: VueSection;
};

/** Two texts written at once: the present one, the one set aside, and their union laid in a form that starts from the present version. */
export function presenterConflit(f: FaitsDePage, cle: CleSection, { versions, id }: { versions: readonly Version[]; id: string }): VueConflit | undefined {
  const miseDeCote = versions.find((v) => v.id === id && v.numero === undefined);
  const actuelle = composer(f.lettre, f.faits).find((s) => s.cle === cle);
  if (!miseDeCote || !actuelle) return undefined;
  const base = versions.find((v) => v.numero === miseDeCote.base) ?? { champs: {}, texte: null, proposition: actuelle.section.proposition };
  const { contenu, entiere } = reunir(base, actuelle.section, miseDeCote);
  const vue = presenterSection(f, cle);
  const texte = contenu.texte ?? vue.texte;
  return {
    autre: actuelle.section.modifieePar ?? 'Quelqu’un',
    quand: actuelle.section.modifieeLe === undefined ? '' : formaterInstant(actuelle.section.modifieeLe, f.fuseau),
    avant: lireEnEntier(cle, actuelle.section, actuelle.proposition),
    apres: lireEnEntier(cle, miseDeCote, miseDeCote.proposition),
    reuni: entiere,
    resolu: memeContenu(contenu, actuelle.section),
    section: {
      ...vue,
      valeurs: valeursDe(cle, contenu.champs),
      texte,
      montree: contenu.texte === null ? vue.montree : '',
      redigee: contenu.texte !== null,
      brouillon: `${vue.brouillon}-${id}`,
    },
  };
}

/** The line of « Aujourd’hui » for those who write the letter, once the territory is there. Addresses are relative to the CPTS. */
export function actionDeLaLettre(lettre: Lettre | undefined): ActionDuJour {
  const bouton = (libelle: string, href: string) => ({ libelle, href });
  if (!lettre) return { id: 'lettre', titre: 'Commencer la lettre d’intention', raison: t('Maillage l’a déjà préparée : relisez, complétez, téléchargez.'), bouton: bouton('Commencer', '/projet/lettre') };
  const bloquants = manques(lettre, { territoire: true }).filter((m) => m.bloque);
  const [premier, echeance] = [bloquants[0], echeanceDeLaLettre(lettre)];
  if (!premier) return { id: 'lettre', titre: 'Relire la lettre d’intention', raison: 'Elle est complète : il reste à la relire, à la signer et à l’envoyer.', echeance, bouton: bouton('Relire', '/projet/lettre') };
  return { id: 'lettre', titre: 'Compléter la lettre d’intention', raison: t(`${accord(bloquants.length, 'point')} à compléter. Le premier : ${premier.phrase}`), echeance, bouton: bouton('Continuer', lieuDuManque('', premier, false)) };
}

export const horlogeDeLaLettre = (lettre: Lettre): Horloge => ({ id: 'lettre', titre: 'Lettre d’intention : trois mois pour l’écrire', qui: 'À la CPTS de l’écrire', depuis: lireJour(lettre.sections.find((s) => s.cle === 'calendrier')?.champs.depart) ?? lettre.commenceeLe, echeance: echeanceDeLaLettre(lettre) });
