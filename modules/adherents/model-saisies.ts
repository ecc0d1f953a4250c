import { z } from 'zod';
import { Jour } from '#core/jour.ts';
import { CollegeId, GenreOffre, GenreTexte, Implication, MoyenDePaiement } from './model.ts';
import { ROLES_DE_COLONNE } from './moteur/import.ts';

const vide = <S extends z.ZodType>(s: S) => z.preprocess((v) => (typeof v === 'string' && v.trim() === '' ? undefined : v), s.optional());
const liste = <S extends z.ZodType>(s: S) => z.preprocess((v) => (v === undefined || v === '' ? [] : Array.isArray(v) ? v : [v]), z.array(s).max(80));
const texte = (max: number, vides = 'Écrivez quelque chose ici.') => z.string().trim().min(1, vides).max(max, `Ce texte dépasse ${max} caractères.`);

/** A day typed `12/03/2026`, `12.3.2026` or `2026-03-12`. */
export const JourTape = z
  .string()
  .trim()
  .transform((brut) => {
    const [, j, m, a] = /^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(brut) ?? [];
    return a === undefined ? brut : `${a}-${(m ?? '').padStart(2, '0')}-${(j ?? '').padStart(2, '0')}`;
  })
  .pipe(z.string().refine((t) => Jour.safeParse(t).success, 'Cette date n’existe pas. Écrivez-la ainsi : 12/03/2026'))
  .transform((t) => Jour.parse(t));

/** Euros typed `30`, `30,50` or `1 250,00 €`, in cents. */
export const EurosTapes = z
  .string()
  .trim()
  .transform((t) => t.replace(/[\s\u00a0\u202f€]/g, '').replace(',', '.'))
  .pipe(z.string().regex(/^\d{1,6}(\.\d{1,2})?$/, 'Écrivez un montant, comme 30 ou 30,50.'))
  .transform((t) => Math.round(Number(t) * 100));

const Adresse = z.string().trim().toLowerCase().max(254, 'Cette adresse est trop longue.').pipe(z.email('Écrivez une adresse complète, comme camille.durand@exemple.fr.'));
const Nom = texte(120, 'Écrivez le prénom et le nom.');
const Telephone = z.string().trim().regex(/^\+?[\d\s().-]{6,30}$/, 'Ce téléphone ne se lit pas. Par exemple : 01 23 45 67 89');
const Rpps = z.string().trim().transform((t) => t.replace(/\s/g, '')).pipe(z.string().regex(/^\d{11}$/, 'Un numéro RPPS compte 11 chiffres. Laissez vide si vous ne le connaissez pas.'));
const Profession = z.string().regex(/^\d{2}$/, 'Choisissez une profession de la liste.');
const Commune = z.string().trim().max(100);
const Version = z.coerce.number().int().min(0);

/** What a person says of themselves. `commune` is typed: a name or a postal code, found by the page. */
const identite = { nom: Nom, profession: vide(Profession), fonction: vide(texte(160)), commune: vide(Commune), structure: vide(texte(200)), telephone: vide(Telephone), rpps: vide(Rpps) };

export const SaisieCandidature = z.strictObject({
  ...identite,
  courriel: Adresse,
  categorie: z.string().regex(/^[a-z0-9_]{2,40}$/, 'Dites à quel titre vous venez.'),
  message: vide(texte(2000)),
  implication: Implication.default('informe'),
  /** A trap: nobody sees this field, so nobody fills it. */
  site: z.string().max(500).default(''),
});
export type SaisieCandidature = z.infer<typeof SaisieCandidature>;

export const SaisieCampagne = z.strictObject({ annee: z.coerce.number('Écrivez une année, comme 2027.').int('Écrivez une année, comme 2027.').min(2000, 'Écrivez une année, comme 2027.').max(2100, 'Écrivez une année, comme 2027.'), jusqua: JourTape });

export const SaisieReponse = z.strictObject({ ...identite, lien: z.string().max(400), message: vide(texte(2000)), implication: Implication.default('informe') });
export type SaisieReponse = z.infer<typeof SaisieReponse>;

export const SaisieProposition = z.strictObject({
  nom: Nom, courriel: vide(Adresse), profession: vide(Profession), commune: vide(Commune), categorie: z.string().regex(/^[a-z0-9_]{2,40}$/, 'Choisissez une catégorie.'), rpps: vide(Rpps), message: vide(texte(500)),
});
export type SaisieProposition = z.infer<typeof SaisieProposition>;

export const SaisieCorrection = z.strictObject({ ...identite, version: Version });
export const SaisieGeste = z.strictObject({ version: Version });
export const SaisieValidation = z.strictObject({ version: Version, college: vide(CollegeId), categorie: z.string().max(40) });
export const SaisieCourriel = z.strictObject({ version: Version, courriel: Adresse });
export const SaisieMotif = z.strictObject({ version: Version, motif: texte(1000, 'Écrivez le motif : la personne le recevra.') });
export const SaisieFin = z.strictObject({ version: Version, motif: z.enum(['demission', 'fin_activite', 'deces', 'non_renouvellement'], 'Choisissez un motif.'), jour: JourTape });
export const SaisieExclusion = z.strictObject({ version: Version, griefs: texte(5000, 'Écrivez ce qui est reproché.').pipe(z.string().min(10, 'Dites en une phrase au moins ce qui est reproché.')), notifiee_le: JourTape, convoquee_pour: JourTape, document: z.any().optional() });
export const SaisieAudition = z.strictObject({ version: Version, jour: JourTape, maniere: z.enum(['presente', 'ecrit', 'absente'], 'Dites comment la personne a été entendue.'), observations: vide(texte(10_000)), document: z.any().optional() });
export const SaisieDecision = z.strictObject({ version: Version, jour: JourTape, instance: texte(200, 'Nommez l’instance qui a décidé.'), document: z.any().optional() });

export const SaisieCategorie = z.strictObject({ code: vide(z.string().regex(/^[a-z0-9_]{2,40}$/)), libelle: texte(120, 'Nommez cette catégorie.').pipe(z.string().min(2, 'Deux lettres au moins.')), association: z.enum(['oui', 'non', '']).default(''), vote: z.enum(['oui', 'non', '']).default(''), cotise: z.enum(['oui', 'non', '']).default(''), active: z.enum(['oui', 'non']).default('oui') });
export const SaisieCollege = z.strictObject({ code: vide(z.string().regex(/^[a-z0-9_]{1,40}$/)), libelle: texte(120, 'Nommez ce collège.').pipe(z.string().min(2, 'Deux lettres au moins.')), professions: liste(Profession), categories: liste(z.string().max(40)), actif: z.enum(['oui', 'non']).default('oui') });
export const SaisieTexte = z.strictObject({ genre: GenreTexte, titre: texte(200, 'Donnez un titre.').pipe(z.string().min(2, 'Deux lettres au moins.')), texte: texte(100_000, 'Collez ici le texte.').pipe(z.string().min(20, 'Ce texte est trop court pour être une charte.')) });
export const SaisieReglages = z.strictObject({ version: Version, ouverte: z.literal('oui').optional(), presentation: z.string().trim().max(3000, 'Ce texte dépasse 3 000 caractères.').default(''), vote_si_a_jour: z.enum(['oui', 'non', '']).default(''), delai: z.coerce.number('Écrivez un nombre de jours.').int('Écrivez un nombre entier de jours.').min(0, 'Zéro jour au moins.').max(365, '365 jours au plus.'), instance: z.string().trim().max(200).default(''), avant: z.literal('oui').optional() });
export const SaisieBareme = z.strictObject({ annee: z.coerce.number().int().min(2000, 'Cette année ne se lit pas.').max(2100, 'Cette année ne se lit pas.'), college: vide(CollegeId), montant: EurosTapes });
export const SaisieAppel = z.strictObject({ annee: z.coerce.number().int().min(2000).max(2100) });
export const SaisiePaiement = z.strictObject({ cotisation: z.uuid(), moyen: MoyenDePaiement, jour: vide(JourTape) });
export const SaisieCotisation = z.strictObject({ cotisation: z.uuid(), geste: z.enum(['dispenser', 'annuler', 'reprendre']) });
export const SaisieEngagement = z.strictObject({ niveau: Implication });
export const SaisieOffre = z.strictObject({ genre: GenreOffre, titre: texte(160, 'Donnez un titre.').pipe(z.string().min(2, 'Deux lettres au moins.')), detail: z.string().trim().max(2000).default(''), contact: texte(300, 'Dites qui contacter, et comment.').pipe(z.string().min(2, 'Dites qui contacter.')), lieu: z.string().trim().max(120).default(''), depuis: vide(JourTape), jusque: vide(JourTape) }).refine((o) => o.depuis === undefined || o.jusque === undefined || o.jusque >= o.depuis, { path: ['jusque'], message: 'La fin est avant le début.' });

export const SaisieInscription = z.strictObject({ ...identite, courriel: vide(Adresse), categorie: z.string().regex(/^[a-z0-9_]{2,40}$/, 'Choisissez une catégorie.'), college: vide(CollegeId), depuis: JourTape, ecrire: z.literal('oui').optional() });
export const SaisieColonnesRegistre = z.strictObject({ c: liste(z.enum(ROLES_DE_COLONNE)), categorie: vide(z.string().max(40)), depuis: JourTape });
