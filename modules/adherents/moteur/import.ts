import { Jour } from '#core/jour.ts';
import { cleDeRecherche } from '#core/texte.ts';

/** What a column of a register holds. Two of them together may make the name. */
export const ROLES_DE_COLONNE = ['ignorer', 'nom_complet', 'prenom', 'nom', 'courriel', 'telephone', 'rpps', 'profession', 'fonction', 'commune', 'structure', 'categorie', 'college', 'membre_depuis'] as const;
export type RoleColonne = (typeof ROLES_DE_COLONNE)[number];

type Cellule = string | number | null;
export type Fiche = {
  readonly nom: string; readonly courriel: string | null; readonly telephone: string | null; readonly rpps: string | null; readonly profession: string | null; readonly fonction: string | null;
  readonly commune: string | null; readonly communeNom: string | null; readonly structure: string | null; readonly categorie: string; readonly collegeId: string | null; readonly membreDepuis: Jour;
};
/** Fields that an import may fill in when the register has nothing there; it never overwrites what somebody wrote. */
export const A_COMPLETER = ['courriel', 'telephone', 'rpps', 'profession', 'fonction', 'commune', 'structure', 'collegeId'] as const;
type ACompleter = (typeof A_COMPLETER)[number];

export type RaisonRejet =
  | { readonly code: 'nom_absent' }
  | { readonly code: 'illisible'; readonly quoi: 'courriel' | 'rpps' | 'membre_depuis' | 'nom' | 'telephone' | 'fonction' | 'structure'; readonly texte: string }
  | { readonly code: 'jour_futur'; readonly texte: string }
  | { readonly code: 'inconnue'; readonly quoi: 'profession' | 'categorie' | 'college' | 'commune'; readonly texte: string }
  | { readonly code: 'categorie_absente' }
  | { readonly code: 'college_a_choisir' }
  | { readonly code: 'college_non_admis'; readonly texte: string }
  | { readonly code: 'deja_lue'; readonly ligne: number }
  | { readonly code: 'homonyme'; readonly texte: string }
  | { readonly code: 'partie'; readonly texte: string };

/** Somebody of the register, as a line of the file may meet them. `membre` false: an application under way. */
export type Connue = { readonly id: string; readonly version: number; readonly cle: string; readonly membre: boolean } & Readonly<Record<ACompleter, string | null>> & { readonly nom: string };
export type LigneLue =
  | { readonly ligne: number; readonly sort: 'creer'; readonly fiche: Fiche }
  | { readonly ligne: number; readonly sort: 'completer'; readonly fiche: Fiche; readonly connue: Connue; readonly champs: readonly ACompleter[]; readonly garde: readonly ACompleter[] }
  | { readonly ligne: number; readonly sort: 'identique'; readonly connue: Connue; readonly garde: readonly ACompleter[] }
  | { readonly ligne: number; readonly sort: 'rejeter'; readonly nom: string; readonly raison: RaisonRejet };

export type References = {
  /** Code of a profession from what the file writes, or none. */
  readonly profession: (texte: string) => string | undefined;
  readonly categorie: (texte: string) => string | undefined;
  readonly college: (texte: string) => string | undefined;
  readonly commune: (texte: string) => { readonly code: string | null; readonly nom: string | null } | undefined;
  /** The college this person enters, when the file names none: undefined is a choice to make. */
  readonly place: (p: { readonly profession: string | null; readonly categorie: string; readonly collegeId: string | null }) => Lu<string | null>;
  readonly connues: readonly Connue[];
  readonly aujourdhui: Jour;
  readonly defauts: { readonly categorie: string | undefined; readonly depuis: Jour };
};

const texteDe = (c: Cellule | undefined): string => (c === null || c === undefined ? '' : String(c)).replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ').trim();

const INDICES: readonly (readonly [RoleColonne, RegExp])[] = [
  ['courriel', /mail|courriel|adresse electronique/], ['telephone', /tel|portable|mobile/], ['rpps', /rpps/], ['membre_depuis', /depuis|adhesion le|date (d )?(adhesion|entree|inscription)|membre depuis/],
  ['nom_complet', /nom et prenom|prenom et nom|nom prenom|prenom nom|nom complet|^(adherent|membre|identite)$/], ['prenom', /^prenom/], ['nom', /^nom\b/], ['profession', /profession|metier/], ['fonction', /fonction|poste|qualite/],
  ['commune', /commune|ville|code postal|^cp$|lieu/], ['structure', /structure|cabinet|etablissement|employeur|organisme/], ['categorie', /categorie|titre|type/], ['college', /college/],
];

/** A first guess from the titles: each role once, the first column that fits. A lone « nom » is the whole name. */
export function proposerColonnes(titres: readonly string[]): RoleColonne[] {
  const pris = new Set<RoleColonne>();
  const roles = titres.map((t): RoleColonne => {
    const cle = cleDeRecherche(t);
    const role = INDICES.find(([r, motif]) => motif.test(cle) && !pris.has(r))?.[0] ?? 'ignorer';
    if (role !== 'ignorer') pris.add(role);
    return role;
  });
  return pris.has('prenom') || pris.has('nom_complet') ? roles : roles.map((r) => (r === 'nom' ? 'nom_complet' : r));
}

const JOUR_ZERO_EXCEL = Date.UTC(1899, 11, 30);
/** `12/03/2026`, `2026-03-12`, or the serial number of a spreadsheet. @source ECMA-376 part 1, §18.17.4 (1900 date system) */
export function lireJour(brut: Cellule | undefined): Jour | undefined {
  if (typeof brut === 'number') return Number.isInteger(brut) && brut > 20_000 && brut < 80_000 ? Jour.safeParse(new Date(JOUR_ZERO_EXCEL + brut * 86_400_000).toISOString().slice(0, 10)).data : undefined;
  const t = texteDe(brut);
  const [, j, m, a] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(t) ?? [];
  return Jour.safeParse(a === undefined ? t.slice(0, 10) : `${a}-${(m ?? '').padStart(2, '0')}-${(j ?? '').padStart(2, '0')}`).data;
}

/** `DURAND` is written `Durand`; a name with small letters is left as it is. */
const casse = (t: string): string => (t === t.toLocaleUpperCase('fr') ? t.toLocaleLowerCase('fr').replace(/(^|[\s'’-])(\p{L})/gu, (_, a: string, b: string) => a + b.toLocaleUpperCase('fr')) : t);

type Valeurs = Readonly<Partial<Record<RoleColonne, Cellule>>>;
type Lu<T> = { readonly ok: true; readonly valeur: T } | { readonly ok: false; readonly raison: RaisonRejet };
const lu = <T>(valeur: T): Lu<T> => ({ ok: true, valeur });
const rejet = (raison: RaisonRejet): { readonly ok: false; readonly raison: RaisonRejet } => ({ ok: false, raison });
const champ = (v: Valeurs, r: RoleColonne): string => texteDe(v[r]);

const auPlus = (quoi: 'nom' | 'fonction' | 'structure', texte: string, maximum: number): Lu<string | null> => (texte.length > maximum ? rejet({ code: 'illisible', quoi, texte: `${texte.slice(0, 40)}…` }) : lu(texte || null));

/** The name; an empty one is a refusal. */
function lireNom(v: Valeurs): Lu<string> {
  const entier = champ(v, 'nom_complet');
  const nom = entier === '' ? [casse(champ(v, 'prenom')), casse(champ(v, 'nom'))].filter((x) => x !== '').join(' ') : casse(entier);
  if (cleDeRecherche(nom) === '') return rejet({ code: 'nom_absent' });
  const borne = auPlus('nom', nom, 120);
  return borne.ok ? lu(nom) : borne;
}

function lireCourriel(v: Valeurs): Lu<string | null> {
  const texte = champ(v, 'courriel').toLowerCase();
  return texte === '' || /^[^\s@,;]+@[^\s@,;]+\.[a-z0-9-]{2,}$/.test(texte) ? lu(texte || null) : rejet({ code: 'illisible', quoi: 'courriel', texte });
}

function lireRpps(v: Valeurs): Lu<string | null> {
  const texte = champ(v, 'rpps');
  const chiffres = texte.replace(/\D/g, '');
  return texte === '' || chiffres.length === 11 ? lu(chiffres || null) : rejet({ code: 'illisible', quoi: 'rpps', texte });
}

/** A spreadsheet drops the first zero of a phone number that it takes for a number. */
function lireTelephone(v: Valeurs): Lu<string | null> {
  const texte = champ(v, 'telephone').replace(/^([1-9]\d{8})$/, '0$1');
  return texte === '' || /^\+?[\d\s().-]{6,30}$/.test(texte) ? lu(texte || null) : rejet({ code: 'illisible', quoi: 'telephone', texte });
}

function lireDepuis(v: Valeurs, { aujourdhui, defauts }: References): Lu<Jour> {
  const texte = champ(v, 'membre_depuis');
  const jour = texte === '' ? defauts.depuis : lireJour(v.membre_depuis);
  if (jour === undefined) return rejet({ code: 'illisible', quoi: 'membre_depuis', texte });
  return jour > aujourdhui ? rejet({ code: 'jour_futur', texte: jour.split('-').toReversed().join('/') }) : lu(jour);
}

/** A profession that is not one of health becomes the function, unless the file says the function elsewhere. */
function lireMetier(v: Valeurs, ref: References): Lu<{ readonly profession: string | null; readonly fonction: string | null }> {
  const [metier, fonction] = [champ(v, 'profession'), auPlus('fonction', champ(v, 'fonction'), 160)];
  if (!fonction.ok) return fonction;
  const profession = metier === '' ? null : (ref.profession(metier) ?? null);
  if (metier === '' || profession !== null) return lu({ profession, fonction: fonction.valeur });
  return fonction.valeur === null ? lu({ profession, fonction: metier.slice(0, 160) }) : rejet({ code: 'inconnue', quoi: 'profession', texte: metier });
}

/** What a word of the file names, or the value to take when it says nothing. */
function nommee<T, D>(quoi: 'categorie' | 'college' | 'commune', texte: string, trouver: (t: string) => T | undefined, rien: D): Lu<T | D> {
  if (texte === '') return lu(rien);
  const trouvee = trouver(texte);
  return trouvee === undefined ? rejet({ code: 'inconnue', quoi, texte }) : lu(trouvee);
}

function lirePlace(v: Valeurs, profession: string | null, ref: References): Lu<{ readonly categorie: string; readonly collegeId: string | null }> {
  const categorie = nommee('categorie', champ(v, 'categorie'), ref.categorie, ref.defauts.categorie);
  if (!categorie.ok) return categorie;
  if (categorie.valeur === undefined) return rejet({ code: 'categorie_absente' });
  const college = nommee('college', champ(v, 'college'), ref.college, null);
  if (!college.ok) return college;
  const place = ref.place({ profession, categorie: categorie.valeur, collegeId: college.valeur });
  return place.ok ? lu({ categorie: categorie.valeur, collegeId: place.valeur }) : place;
}

/** The first reading that failed, or all that was read. */
function ensemble<T extends Readonly<Record<string, unknown>>>(lectures: { readonly [K in keyof T]: Lu<T[K]> }): Lu<T> {
  const valeurs: Partial<T> = {};
  for (const cle in lectures) {
    const lecture = lectures[cle];
    if (!lecture.ok) return lecture;
    valeurs[cle] = lecture.valeur;
  }
  return lu(valeurs as T);
}

/** One row as a membership, or what cannot be read in it. */
function enFiche(v: Valeurs, ref: References): Lu<Fiche> {
  const metier = lireMetier(v, ref);
  if (!metier.ok) return metier;
  const qui = ensemble({ nom: lireNom(v), courriel: lireCourriel(v), rpps: lireRpps(v), telephone: lireTelephone(v), structure: auPlus('structure', champ(v, 'structure'), 200), membreDepuis: lireDepuis(v, ref), lieu: nommee('commune', champ(v, 'commune'), ref.commune, { code: null, nom: null }) });
  if (!qui.ok) return qui;
  const place = lirePlace(v, metier.valeur.profession, ref);
  if (!place.ok) return place;
  const { lieu, ...reste } = qui.valeur;
  return lu({ ...reste, ...metier.valeur, commune: lieu.code, communeNom: lieu.nom, ...place.valeur });
}

const differe = (a: string | null, b: string | null): boolean => a !== null && b !== null && cleDeRecherche(a) !== cleDeRecherche(b);
const CLES = ['rpps', 'courriel', 'profession'] as const;
const memePersonne = (c: Connue, f: Fiche): boolean => CLES.every((cle) => !differe(c[cle], f[cle]));

/** Who a line is: by RPPS number, else by address, else by name when nothing says it is another person. */
function reconnaitre(f: Fiche, connues: readonly Connue[]): Connue | 'homonyme' | undefined {
  const parRpps = connues.find((c) => f.rpps !== null && c.rpps === f.rpps);
  const parCourriel = connues.find((c) => f.courriel !== null && c.courriel === f.courriel);
  if (parRpps && (parCourriel ?? parRpps).id !== parRpps.id) return 'homonyme';
  if (parRpps) return parRpps;
  if (parCourriel) return differe(parCourriel.rpps, f.rpps) ? 'homonyme' : parCourriel;
  const memes = connues.filter((c) => c.cle === cleDeRecherche(f.nom));
  const [premiere] = memes;
  if (!premiere) return undefined;
  return memes.length === 1 && memePersonne(premiere, f) ? premiere : 'homonyme';
}

const cleDUne = (f: Fiche): readonly string[] => [...(f.rpps === null ? [] : [`r${f.rpps}`]), ...(f.courriel === null ? [] : [`c${f.courriel}`]), ...(f.rpps === null && f.courriel === null ? [`n${cleDeRecherche(f.nom)}`] : [])];

/** A line that reads, against the register. */
function rapprocher(ligne: number, fiche: Fiche, connues: readonly Connue[]): LigneLue {
  const connue = reconnaitre(fiche, connues);
  if (connue === undefined) return { ligne, sort: 'creer', fiche };
  if (connue === 'homonyme' || !connue.membre) return { ligne, sort: 'rejeter', nom: fiche.nom, raison: { code: connue === 'homonyme' ? 'homonyme' : 'partie', texte: fiche.nom } };
  const champs = A_COMPLETER.filter((c) => connue[c] === null && fiche[c] !== null);
  const garde = A_COMPLETER.filter((c) => c !== 'collegeId' && differe(connue[c], fiche[c]));
  return champs.length === 0 ? { ligne, sort: 'identique', connue, garde } : { ligne, sort: 'completer', fiche, connue, champs, garde };
}

/** What each row of the file would do to the register. Nothing is done; line numbers are those of the spreadsheet. */
export function lireRegistre(lignes: readonly (readonly Cellule[])[], { rang, colonnes }: { readonly rang: number; readonly colonnes: readonly RoleColonne[] }, ref: References): readonly LigneLue[] {
  const vues = new Map<string, number>();
  return lignes.slice(rang + 1).flatMap((cellules, i): LigneLue[] => {
    const ligne = rang + 2 + i;
    const valeurs = Object.fromEntries(colonnes.flatMap((r, j) => (r === 'ignorer' ? [] : [[r, cellules[j] ?? null]])));
    if (Object.values(valeurs).every((c) => texteDe(c) === '')) return [];
    const lue = enFiche(valeurs, ref);
    const dit = texteDe(valeurs['nom_complet']) || `${texteDe(valeurs['prenom'])} ${texteDe(valeurs['nom'])}`.trim();
    if (!lue.ok) return [{ ligne, sort: 'rejeter', nom: dit, raison: lue.raison }];
    const f = lue.valeur;
    const cles = cleDUne(f);
    const avant = cles.map((c) => vues.get(c)).find((n) => n !== undefined);
    if (avant !== undefined) return [{ ligne, sort: 'rejeter', nom: f.nom, raison: { code: 'deja_lue', ligne: avant } }];
    for (const c of cles) vues.set(c, ligne);
    return [rapprocher(ligne, f, ref.connues)];
  });
}
