import type { ActionDuJour } from '#core/aujourdhui.ts';
import { type Bloc, blocsDuTexte } from '#core/document.ts';
import { accord, formaterInstant, typographier as t } from '#core/texte.ts';
import type { Acteur, PersonneId } from '#core/tenancy.ts';
import { libelleMotif } from '../labels.ts';
import type { RemarqueInterne, Version } from '../model.ts';
import { peutEcrireProjet } from '../permissions.ts';
import type { LigneVersion, VueComparaison, VueVersions } from '../view.ts';
import { type ChapitreSante, CleChapitreSante, type FaitsSante, type Plume, type ProjetSante } from './chapitres.ts';
import { empreinte, memeContenu, normaliser, nouveaute, reunir, texteVisible, versionPrecedente } from './redaction.ts';
import { aideChapitre, manquesDuProjet, proposerChapitre, texteDuChapitre, titreChapitre } from './sante.ts';

/** All that the pages of the project read, at one instant. */
export type FaitsDuProjet = { readonly base: string; readonly fuseau: string; readonly qui: Acteur; readonly faits: FaitsSante; readonly projet: ProjetSante; readonly plumes: readonly Plume[]; readonly remarques: readonly RemarqueInterne[] };

export type VueProjetSante = {
  readonly base: string;
  readonly phrase: string;
  readonly peutEcrire: boolean;
  readonly manques: readonly { readonly cle: string; readonly titre: string; readonly phrase: string }[];
  readonly chapitres: readonly { readonly cle: string; readonly titre: string; readonly blocs: readonly Bloc[]; readonly enregistre: string; readonly redige: boolean; readonly plume?: string; readonly remarques: string }[];
};

const enregistre = (c: ChapitreSante, fuseau: string): string => (c.modifieeLe ? t(`Version ${c.version}, ${formaterInstant(c.modifieeLe, fuseau)}${c.modifieePar ? `, par ${c.modifieePar}` : ''}.`) : '');
const autrePlume = (f: FaitsDuProjet, cle: string): Plume | undefined => f.plumes.find((p) => p.cle === cle && p.personneId !== f.qui.personneId);
const ouvertes = (remarques: readonly RemarqueInterne[], cle: string): number => remarques.filter((r) => r.cle === cle && r.parent === undefined && !r.reglee).length;
const direOuvertes = (n: number): string => (n === 0 ? '' : t(accord(n, 'remarque ouverte', 'remarques ouvertes')));

export function presenterSante(f: FaitsDuProjet): VueProjetSante {
  const manques = manquesDuProjet(f.projet, f.faits);
  const complets = CleChapitreSante.options.length - manques.length;
  const attendent = f.remarques.filter((r) => r.parent === undefined && !r.reglee).length;
  return {
    base: f.base,
    phrase: t(`${manques.length === 0 ? 'Tout y est : vous pouvez le déposer.' : `${accord(complets, 'chapitre complet', 'chapitres complets')} sur neuf.`}${attendent > 0 ? ` ${accord(attendent, 'remarque attend', 'remarques attendent')} une réponse.` : ''}`),
    peutEcrire: peutEcrireProjet(f.qui),
    manques: manques.map((m) => ({ ...m, titre: titreChapitre[m.cle] })),
    chapitres: f.projet.chapitres.map((c) => {
      const plume = autrePlume(f, c.cle);
      return { cle: c.cle, titre: titreChapitre[c.cle], blocs: blocsDuTexte(texteDuChapitre(c, f.faits)), enregistre: enregistre(c, f.fuseau), redige: c.texte !== null, ...(plume && { plume: t(`${plume.nom} écrit ce chapitre.`) }), remarques: direOuvertes(ouvertes(f.remarques, c.cle)) };
    }),
  };
}

export type VueRemarque = { readonly id: string; readonly auteur: string; readonly quand: string; readonly texte: string };
export type VueFilInterne = VueRemarque & { readonly passage: string; readonly disparu: boolean; readonly reglee: boolean; readonly reponses: readonly VueRemarque[] };
type Saisie = { readonly erreurs: Readonly<Record<string, string>>; readonly valeurs: Readonly<Record<string, unknown>> };

export type VueChapitre = {
  readonly base: string;
  readonly cle: string;
  readonly titre: string;
  readonly aide: string;
  readonly peutEcrire: boolean;
  readonly version: number;
  readonly texte: string;
  readonly blocs: readonly Bloc[];
  readonly montree: string;
  /** A person wrote this text, and what Maillage would propose has changed since. */
  readonly depassee?: { readonly avant: string; readonly apres: string };
  readonly redige: boolean;
  /** Somebody else has the pen. */
  readonly plume?: string;
  /** I hold the pen: the page keeps it for me. */
  readonly tenue: boolean;
  /** Two texts written at once: theirs, the present one, and whether the union below holds both. */
  readonly conflit?: { readonly par: string; readonly avant: string; readonly apres: string; readonly reuni: boolean };
  readonly versions: number;
  readonly fils: readonly VueFilInterne[];
  /** The form of remarks that was refused, by the remark it answers; empty for a new one. */
  readonly remarque?: Saisie & { readonly parent: string };
  readonly erreurs: Readonly<Record<string, string>>;
  readonly saisie: Readonly<Record<string, unknown>>;
};

/** A text set aside, and its union with the chapter as it stands. */
function croisement(versions: readonly Version[], c: ChapitreSante, id: string | undefined) {
  const cote = versions.find((v) => v.id === id && v.numero === undefined);
  if (!cote) return undefined;
  const base = versions.find((v) => v.numero === cote.base) ?? { champs: {}, texte: null, proposition: c.proposition };
  return { cote, reunion: reunir(base, c, cote) };
}

const sansEspaces = (s: string): string => normaliser(s).replace(/\s+/g, ' ').toLowerCase();

/** The conversations on a chapter, those still open first; a quoted passage that the text no longer holds is said so. */
function filsDe(f: FaitsDuProjet, cle: string, texte: string): readonly VueFilInterne[] {
  const vue = (r: RemarqueInterne): VueRemarque => ({ id: r.id, auteur: r.auteur, quand: formaterInstant(r.le, f.fuseau), texte: r.texte });
  const siennes = f.remarques.filter((r) => r.cle === cle);
  const ici = sansEspaces(texte);
  return siennes
    .filter((r) => r.parent === undefined)
    .map((r) => ({ ...vue(r), passage: r.passage, disparu: r.passage !== '' && !ici.includes(sansEspaces(r.passage)), reglee: r.reglee, reponses: siennes.filter((x) => x.parent === r.id).map(vue) }))
    .toSorted((a, b) => Number(a.reglee) - Number(b.reglee));
}

export type Reprise = { readonly erreurs?: Readonly<Record<string, string>>; readonly saisie?: Readonly<Record<string, unknown>>; readonly miseDeCote?: string | undefined; readonly remarque?: VueChapitre['remarque'] };

const versionLue = (saisie: Reprise['saisie'], presente: number): number => (/^\d{1,9}$/.test(String(saisie?.['version'])) ? Number(saisie?.['version']) : presente);

export function presenterChapitre(f: FaitsDuProjet, c: ChapitreSante, { versions, reprise: r = {} }: { readonly versions: readonly Version[]; readonly reprise?: Reprise }): VueChapitre {
  const croise = croisement(versions, c, r.miseDeCote);
  const proposition = proposerChapitre(c.cle, f.faits);
  const plume = autrePlume(f, c.cle);
  const actuel = texteDuChapitre(c, f.faits);
  const nouveau = nouveaute(c, proposition);
  return {
    base: f.base,
    cle: c.cle,
    titre: titreChapitre[c.cle],
    aide: aideChapitre[c.cle],
    peutEcrire: peutEcrireProjet(f.qui),
    version: versionLue(r.saisie, c.version),
    texte: croise?.reunion.contenu.texte ?? actuel,
    blocs: blocsDuTexte(actuel),
    montree: c.texte === null && !croise ? empreinte(proposition) : '',
    ...(nouveau.cas === 'depassee' && !croise && { depassee: { avant: nouveau.avant, apres: nouveau.apres } }),
    redige: c.texte !== null,
    ...(plume && { plume: `${plume.nom} écrit ce chapitre depuis le ${formaterInstant(plume.depuis, f.fuseau)}` }),
    tenue: f.plumes.some((p) => p.cle === c.cle && p.personneId === f.qui.personneId),
    ...(croise && { conflit: { par: c.modifieePar ?? 'Quelqu’un', avant: actuel, apres: texteVisible(croise.cote, croise.cote.proposition), reuni: croise.reunion.entiere } }),
    versions: versions.length,
    fils: filsDe(f, c.cle, actuel),
    ...(r.remarque && { remarque: r.remarque }),
    erreurs: r.erreurs ?? {},
    saisie: r.saisie ?? {},
  };
}

const libelleDe = (v: Version): string => (v.numero === undefined ? 'Texte mis de côté' : `Version ${v.numero}`);
const MOTIF_DU_CHAPITRE = { ...libelleMotif, commencement: 'Projet commencé', mise_de_cote: 'Texte mis de côté : le chapitre avait changé entre-temps' };

export function presenterVersionsDuChapitre({ base, fuseau }: Pick<FaitsDuProjet, 'base' | 'fuseau'>, c: ChapitreSante, versions: readonly Version[]): VueVersions {
  return {
    titre: titreChapitre[c.cle],
    retour: { href: `${base}/projet/sante/${c.cle}`, libelle: 'Revenir au chapitre' },
    versions: versions.map((v): LigneVersion => ({ id: v.id, libelle: libelleDe(v), quand: t(`${formaterInstant(v.le, fuseau)}, par ${v.auteur}`), motif: MOTIF_DU_CHAPITRE[v.motif], courante: v.numero === c.version, miseDeCote: v.numero === undefined, href: `${base}/projet/sante/${c.cle}/versions/${v.id}` })),
  };
}

/** What a version changed; a text set aside beside the present chapter. Whoever writes may go back to it. */
export function presenterVersionDuChapitre(f: FaitsDuProjet, c: ChapitreSante, { versions, id, refus }: { readonly versions: readonly Version[]; readonly id: string; readonly refus?: string }): VueComparaison | undefined {
  const version = versions.find((v) => v.id === id);
  const ligne = presenterVersionsDuChapitre(f, c, versions).versions.find((l) => l.id === id);
  if (!version || !ligne) return undefined;
  const avant = version.numero === undefined ? undefined : versionPrecedente(versions, version.numero);
  const possible = peutEcrireProjet(f.qui) && !ligne.courante && !memeContenu(version, c);
  return {
    titre: titreChapitre[c.cle],
    version: ligne,
    avant: version.numero === undefined ? { titre: t(`Le chapitre aujourd’hui (version ${c.version})`), texte: texteDuChapitre(c, f.faits) } : avant ? { titre: libelleDe(avant), texte: texteVisible(avant, avant.proposition) } : { titre: 'Rien avant', texte: '' },
    apres: { titre: ligne.libelle, texte: texteVisible(version, version.proposition) },
    ...(possible && { restaurer: { version: c.version, libelle: version.numero === undefined ? 'Mettre ce texte à la place' : `Restaurer la version ${version.numero}` } }),
    ...(refus === undefined ? {} : { refus }),
    toutes: `${f.base}/projet/sante/${c.cle}/versions`,
  };
}

const EXTRAIT = 90;
const extrait = (s: string): string => (s.length <= EXTRAIT ? s : `${s.slice(0, EXTRAIT).trimEnd()}…`);

/**
 * The open conversations that wait for a person: the last word is not theirs, and they write the project or have spoken there.
 * One line per chapter, three at most: the page of the project shows the rest.
 */
export function chosesDesRemarques({ remarques, moi, ecrit, base }: { readonly remarques: readonly RemarqueInterne[]; readonly moi: PersonneId; readonly ecrit: boolean; readonly base: string }): readonly ActionDuJour[] {
  const attendent = remarques
    .filter((r) => r.parent === undefined && !r.reglee)
    .flatMap((tete) => {
      const fil = [tete, ...remarques.filter((r) => r.parent === tete.id)];
      const dernier = fil.at(-1);
      return dernier && dernier.auteurId !== moi && (ecrit || fil.some((r) => r.auteurId === moi)) ? [dernier] : [];
    });
  return CleChapitreSante.options
    .flatMap((cle): ActionDuJour[] => {
      const ici = attendent.filter((r) => r.cle === cle);
      const dernier = ici.at(-1);
      if (!dernier) return [];
      const chapitre = `«\u00a0${titreChapitre[cle]}\u00a0»`;
      return [{ id: `remarques-${cle}`, titre: ici.length === 1 ? `Répondre sur ${chapitre}` : t(`${ici.length} remarques sur ${chapitre}`), raison: t(`${dernier.auteur} : « ${extrait(dernier.texte)} »`), bouton: { libelle: 'Lire et répondre', href: `${base}/projet/sante/${cle}#remarques` } }];
    })
    .slice(0, 3);
}
