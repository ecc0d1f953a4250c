import { z } from 'zod';

export const Identifiant = z.string().regex(/^[0-9A-Z/]{6,25}$/).brand<'Identifiant'>();
/** Identification nationale PP: `8` + RPPS, `0` + ADELI. */
export type Identifiant = z.infer<typeof Identifiant>;

export type FamilleDeCode = 'profession' | 'categorie' | 'savoir_faire' | 'mode' | 'secteur' | 'role' | 'genre';
/** Labels of the codes met, as the extract writes them. */
export type Libelles = ReadonlyMap<string, string>;
export const cleDeLibelle = (famille: FamilleDeCode, code: string): string => `${famille}:${code}`;

/** What a search text means: words of a name, and the professions or specialties its other words name. */
export type TexteCompris = { readonly noms: readonly string[]; readonly professions: readonly string[]; readonly savoirFaire: readonly string[] };

export type Lieu = {
  readonly structure: string | undefined;
  readonly adresse: string;
  readonly commune: string | undefined;
  readonly communeLibelle: string | undefined;
  readonly communeDeduite: boolean;
  readonly telephone: string | undefined;
  readonly profession: string | undefined;
  readonly savoirFaire: string | undefined;
  readonly mode: string | undefined;
  readonly secteur: string | undefined;
  readonly courriel: string | undefined;
  readonly finess: string | undefined;
};

export type Professionnel = {
  readonly identifiant: string;
  readonly rpps: string | undefined;
  readonly nom: string;
  readonly prenom: string;
  readonly civilite: string | undefined;
  readonly profession: string | undefined;
  readonly savoirFaire: string | undefined;
  readonly lieux: readonly Lieu[];
};

export type Recherche = {
  readonly noms: readonly string[];
  readonly professions: readonly string[];
  readonly savoirFaire: readonly string[];
  /** Communes of the activities looked for; everywhere when absent. */
  readonly communes?: readonly string[] | undefined;
  /** Only these, by national identifier; anybody when absent. */
  readonly parmi?: readonly string[] | undefined;
  /** No correction of what nobody is called. */
  readonly sansFaute?: boolean;
};

export type Trouve = { readonly professionnels: readonly Professionnel[]; readonly total: number; readonly plafonne: boolean; readonly corriges: readonly string[] };

export const NatureDeMouvement = z.enum(['arrivee', 'depart', 'demenagement']);
export type NatureDeMouvement = z.infer<typeof NatureDeMouvement>;
/** Who came, left or moved between two editions. `sens`: what it is for the place asked, where moving into it is an arrival; `nature`: for the whole directory. Communes by code. */
export type Changement = { readonly sens: NatureDeMouvement; readonly nature: NatureDeMouvement; readonly identifiant: string; readonly nom: string; readonly prenom: string | null; readonly profession: string | null; readonly avant: readonly string[]; readonly apres: readonly string[] };

export type EditionServie = {
  readonly edition: string | null;
  readonly fichier: string;
  readonly faitLe: Date;
  readonly departements: readonly string[] | null;
  readonly fictif: boolean;
  readonly personnes: number;
  readonly activites: number;
};

/** To whom a field of a professional's page is shown: themselves and the coordination, the members of their CPTS, everyone. */
export const Audience = z.enum(['moi', 'membres', 'public']);
export type Audience = z.infer<typeof Audience>;

/** Skills a network looks for and no register knows. */
export const Competence = z.enum(['plaies', 'pompe_insuline', 'palliatifs', 'pediatrie', 'geriatrie', 'chimio_domicile', 'dialyse_domicile', 'perfusion', 'stomatherapie', 'langue_des_signes', 'vaccination', 'sevrage']);
export type Competence = z.infer<typeof Competence>;
export const AccueilPatients = z.enum(['oui', 'sous_conditions', 'non']);

/** A form sends '' for what is left blank, one value or several for boxes. */
const texte = (max: number) => z.string().trim().max(max, `Ce texte dépasse ${max} caractères.`).default('');
const plusieurs = <S extends z.ZodType>(s: S) => z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(s).max(30));

export const ContenuFiche = z.object({
  lieu: texte(300),
  horaires: texte(1000),
  langues: texte(200),
  nouveaux_patients: z.union([AccueilPatients, z.literal('')]).default(''),
  domicile: z.union([AccueilPatients, z.literal('')]).default(''),
  non_programmes: z.union([AccueilPatients, z.literal('')]).default(''),
  competences: plusieurs(Competence),
  telephone: z.union([z.literal(''), z.string().trim().regex(/^\+?[0-9 .]{10,20}$/, 'Écrivez un numéro de téléphone, comme 05 61 00 00 00.')]).default(''),
  messagerie_securisee: z.union([z.literal(''), z.email('Écrivez une adresse, comme prenom.nom@medecin.mssante.fr.')]).default(''),
  precisions: texte(1000),
});
export type ContenuFiche = z.infer<typeof ContenuFiche>;
export type ChampDeFiche = keyof ContenuFiche;
export const CHAMPS_DE_FICHE = ['lieu', 'horaires', 'langues', 'nouveaux_patients', 'domicile', 'non_programmes', 'competences', 'telephone', 'messagerie_securisee', 'precisions'] as const satisfies readonly ChampDeFiche[];

/** Pages kept before a field existed show it to members, as every field until the person decides. */
export const AudiencesFiche = z.object({ lieu: Audience.default('membres'), horaires: Audience, langues: Audience, nouveaux_patients: Audience, domicile: Audience, non_programmes: Audience, competences: Audience, telephone: Audience, messagerie_securisee: Audience, precisions: Audience } satisfies Record<ChampDeFiche, z.ZodType<Audience>>);
export type AudiencesFiche = z.infer<typeof AudiencesFiche>;
/** Until the person decides: colleagues see, the public does not. */
export const AUDIENCES_PAR_DEFAUT: AudiencesFiche = { lieu: 'membres', horaires: 'membres', langues: 'membres', nouveaux_patients: 'membres', domicile: 'membres', non_programmes: 'membres', competences: 'membres', telephone: 'membres', messagerie_securisee: 'membres', precisions: 'membres' };

export type Fiche = { readonly rpps: string; readonly personneId: string; readonly version: number; readonly nomAffiche: string; readonly contenu: ContenuFiche; readonly audiences: AudiencesFiche; readonly publiee: boolean; readonly modifieeLe: Date };

/** What a search may ask of the pages that professionals hold: a way of receiving patients, or a skill. */
export const DitDansLaFiche = z.enum(['nouveaux_patients', 'domicile', 'non_programmes', ...Competence.options]);
export type DitDansLaFiche = z.infer<typeof DitDansLaFiche>;

/** What the form of one's page sends: fields, `audience_<field>`, the public opt-in, the version read. */
export const SaisieFiche = z.strictObject({
  ...ContenuFiche.shape,
  audience_lieu: Audience.default('membres'), audience_horaires: Audience, audience_langues: Audience, audience_nouveaux_patients: Audience, audience_domicile: Audience, audience_non_programmes: Audience,
  audience_competences: Audience, audience_telephone: Audience, audience_messagerie_securisee: Audience, audience_precisions: Audience,
  publiee: z.literal('oui').optional(),
  version: z.coerce.number().int().min(0),
});
export type SaisieFiche = z.infer<typeof SaisieFiche>;

/** The page of somebody who has only said « c'est moi »: nothing told, nothing public. */
export const FICHE_VIERGE: SaisieFiche = SaisieFiche.parse({ version: 0, ...Object.fromEntries(CHAMPS_DE_FICHE.map((c) => [`audience_${c}`, AUDIENCES_PAR_DEFAUT[c]])) });

export type FichePublique = { readonly nom: string; readonly profession: string | null; readonly contenu: { readonly [C in ChampDeFiche]?: ContenuFiche[C] | undefined } };
