import { createHash } from 'node:crypto';
import type { Jour } from '#core/jour.ts';
import { ok, refuser, type Result } from '#core/result.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir, publier } from '#db/outbox.ts';
import { libelleProfession } from '#modules/comptes/labels.ts';
import { rangDesTitres, titresDe } from '#modules/diagnostic/moteur/import-chiffres.ts';
import type { RefusTableur } from '#modules/diagnostic/moteur/tableur.ts';
import type { Contexte } from '#server/contexte.ts';
import { ouvrirTableur } from '#server/documents/ouvrir-tableur.ts';
import { communeTapee } from '#server/paquet/commune-tapee.ts';
import { AUTRES_NOMS_DE_PROFESSION, PROFESSIONS_USUELLES } from '../constants.ts';
import { AdhesionId, type ChangementImporte, CollegeId, type ImportAdherents, type ImportAdherentsId, type RefusImportAdherents } from '../model.ts';
import { A_COMPLETER, type Fiche, type LigneLue, lireRegistre, proposerColonnes, type References, type RoleColonne } from '../moteur/import.ts';
import { peutTenirRegistre } from '../permissions.ts';
import { adherentsConnus, aDesSuites, chargerAdhesion, chargerCategories, chargerColleges, chargerImport, creerAdhesion, deposerImport, enregistrerAdhesion, enregistrerImport, rattacherToutes } from '../repository.ts';
import { collegePropose, deciderCollege } from '../rules.ts';

type Issue<T> = Promise<Result<T, RefusImportAdherents>>;

/** A profession as registers write it: its name, a usual one, or a text that begins with either. */
export function professionEcrite(texte: string): string | undefined {
  const cle = cleDeRecherche(texte);
  const nommee = PROFESSIONS_USUELLES.find((p) => cleDeRecherche(libelleProfession(p)) === cle);
  if (nommee) return nommee;
  if (AUTRES_NOMS_DE_PROFESSION[cle]) return AUTRES_NOMS_DE_PROFESSION[cle];
  const debut = Object.entries(AUTRES_NOMS_DE_PROFESSION).filter(([nom]) => cle.startsWith(`${nom} `)).toSorted((a, b) => b[0].length - a[0].length)[0];
  return debut?.[1] ?? PROFESSIONS_USUELLES.find((p) => cle.startsWith(`${cleDeRecherche(libelleProfession(p))} `));
}

async function references(ctx: Contexte, i: Pick<ImportAdherents, 'categorie' | 'depuis'>): Promise<References> {
  const [categories, colleges] = [(await chargerCategories(ctx)).filter((c) => c.active), (await chargerColleges(ctx)).filter((c) => c.actif)];
  const communes = new Map<string, ReturnType<References['commune']>>();
  return {
    connues: await adherentsConnus(ctx), aujourdhui: ctx.aujourdhui, defauts: { categorie: categories.find((c) => c.code === i.categorie)?.code, depuis: i.depuis }, profession: professionEcrite,
    categorie: (t) => categories.find((c) => c.code === t || cleDeRecherche(c.libelle) === cleDeRecherche(t))?.code,
    college: (t) => colleges.find((c) => c.code === t || cleDeRecherche(c.libelle) === cleDeRecherche(t))?.id,
    commune: (t) => {
      if (!communes.has(t)) { const lue = communeTapee(t); communes.set(t, lue.ok ? { code: lue.valeur.communeCode ?? null, nom: lue.valeur.communeNom ?? null } : undefined); }
      return communes.get(t);
    },
    place: (p) => {
      const college = p.collegeId === null ? collegePropose(colleges, p) : colleges.find((c) => c.id === p.collegeId);
      const d = deciderCollege(p, { college, categorie: categories.find((c) => c.code === p.categorie), colleges });
      if (d.ok) return { ok: true, valeur: d.valeur?.id ?? null };
      return { ok: false, raison: d.refus.code === 'college_non_admis' ? { code: 'college_non_admis', texte: d.refus.college } : d.refus.code === 'college_a_choisir' ? { code: 'college_a_choisir' } : { code: 'categorie_absente' } };
    },
  };
}

/** What each line of a deposited file would do today. */
export const relireImport = async (ctx: Contexte, i: ImportAdherents): Promise<readonly LigneLue[]> => lireRegistre(i.lignes, i, await references(ctx, i));

/** Reads a spreadsheet and keeps it aside: nothing is written in the register before a person has read what it would do. */
export async function deposerRegistre(ctx: Contexte, f: { readonly nom: string; readonly octets: Buffer }): Promise<Result<ImportAdherentsId, { readonly code: 'role_insuffisant' } | RefusTableur>> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const lu = ouvrirTableur(f.octets);
  if (!lu.ok) return lu;
  const rang = rangDesTitres(lu.valeur);
  const [premiere] = (await chargerCategories(ctx)).filter((c) => c.active);
  return ok(await deposerImport(ctx, { fichier: f.nom.slice(0, 200), empreinte: createHash('sha256').update(f.octets).digest('hex'), rang, lignes: lu.valeur.lignes.map((l) => [...l]), colonnes: proposerColonnes(titresDe(lu.valeur, rang)), categorie: premiere?.code ?? null, depuis: ctx.aujourdhui }));
}

async function enAttente(ctx: Contexte, id: ImportAdherentsId, statut: ImportAdherents['statut']): Issue<ImportAdherents> {
  if (!peutTenirRegistre(ctx.qui)) return refuser({ code: 'role_insuffisant' });
  const i = await chargerImport(ctx, id);
  if (!i) return refuser({ code: 'import_inconnu' });
  return i.statut === statut ? ok(i) : refuser({ code: 'import_clos' });
}

/** What the columns hold, said by a person, and what to take where the file says nothing. */
export async function affecterColonnesDuRegistre(ctx: Contexte, d: { readonly id: ImportAdherentsId; readonly colonnes: readonly RoleColonne[]; readonly categorie: string | undefined; readonly depuis: Jour }): Issue<true> {
  const i = await enAttente(ctx, d.id, 'deposee');
  if (!i.ok) return i;
  if (d.colonnes.length !== i.valeur.colonnes.length) return refuser({ code: 'colonnes_changees' });
  const dites = d.colonnes.filter((c) => c !== 'ignorer');
  if (new Set(dites).size < dites.length) return refuser({ code: 'role_double' });
  if (!dites.some((c) => c === 'nom' || c === 'nom_complet')) return refuser({ code: 'sans_nom' });
  if (d.depuis > ctx.aujourdhui) return refuser({ code: 'jour_futur' });
  await enregistrerImport(ctx, { ...i.valeur, colonnes: [...d.colonnes], categorie: d.categorie ?? null, depuis: d.depuis });
  return ok(true);
}

const collegeDe = (f: Fiche): CollegeId | null => (f.collegeId === null ? null : CollegeId.parse(f.collegeId));

async function ecrireLigne(ctx: Contexte, l: LigneLue): Promise<ChangementImporte | undefined> {
  if (l.sort === 'creer') {
    const id = await creerAdhesion(ctx, { ...l.fiche, collegeId: collegeDe(l.fiche), statut: 'validee', origine: 'saisie', decideeLe: ctx.aujourdhui });
    return id && { adhesionId: id, version: 1 };
  }
  if (l.sort !== 'completer') return undefined;
  const a = await chargerAdhesion(ctx, AdhesionId.parse(l.connue.id));
  if (!a || a.version !== l.connue.version) return undefined;
  const remplis = Object.fromEntries(l.champs.map((c) => [c, l.fiche[c]]));
  await enregistrerAdhesion(ctx, { ...a, ...remplis, ...(l.champs.includes('commune') ? { communeNom: l.fiche.communeNom } : {}) });
  return { adhesionId: a.id, version: a.version + 1, avant: [...l.champs] };
}

/** Writes what was read: new members with their day, blanks filled in; nothing that somebody wrote is overwritten, and nobody is written to. */
export async function importerRegistre(ctx: Contexte, id: ImportAdherentsId): Issue<{ readonly creees: number; readonly completees: number }> {
  const i = await enAttente(ctx, id, 'deposee');
  if (!i.ok) return i;
  const changements: ChangementImporte[] = [];
  for (const l of await relireImport(ctx, i.valeur)) {
    const fait = await ecrireLigne(ctx, l);
    if (fait) changements.push(fait);
  }
  if (changements.length === 0) return refuser({ code: 'rien_a_importer' });
  await rattacherToutes(ctx);
  await enregistrerImport(ctx, { ...i.valeur, statut: 'importee', changements, importeeLe: ctx.maintenant });
  const completees = changements.filter((c) => c.avant !== undefined).length;
  await journaliser(ctx, 'adherents_importes', id, { creees: changements.length - completees, completees });
  await prevenir(ctx, 'adherents');
  return ok({ creees: changements.length - completees, completees });
}

export async function abandonnerRegistre(ctx: Contexte, id: ImportAdherentsId): Issue<true> {
  const i = await enAttente(ctx, id, 'deposee');
  if (!i.ok) return i;
  await enregistrerImport(ctx, { ...i.valeur, statut: 'abandonnee' });
  return ok(true);
}

const VIDE = { nom: 'Import annulé', courriel: null, telephone: null, rpps: null, profession: null, fonction: null, commune: null, communeNom: null, structure: null, message: null, personneId: null };

/** Takes back what an import wrote; what somebody has changed since stays, and is counted. */
export async function annulerRegistre(ctx: Contexte, id: ImportAdherentsId): Issue<{ readonly reprises: number; readonly gardees: number }> {
  const i = await enAttente(ctx, id, 'importee');
  if (!i.ok) return i;
  let reprises = 0;
  for (const c of i.valeur.changements) {
    const a = await chargerAdhesion(ctx, c.adhesionId);
    if (!a || a.version !== c.version || (c.avant === undefined && (await aDesSuites(ctx, a.id)))) continue;
    const champs = A_COMPLETER.filter((x) => c.avant?.includes(x));
    const retour = c.avant === undefined ? { ...VIDE, statut: 'retiree' as const, effaceeLe: ctx.aujourdhui, decideeLe: ctx.aujourdhui } : { ...Object.fromEntries(champs.map((x) => [x, null])), ...(champs.includes('commune') ? { communeNom: null } : {}) };
    await enregistrerAdhesion(ctx, { ...a, ...retour });
    reprises++;
  }
  await enregistrerImport(ctx, { ...i.valeur, statut: 'annulee' });
  await journaliser(ctx, 'adherents_import_annule', id, { reprises });
  await prevenir(ctx, 'adherents');
  return ok({ reprises, gardees: i.valeur.changements.length - reprises });
}

/** One letter to each new member who has an address and no account: the link that opens it. Asked apart, once. */
export async function ouvrirAccesDuRegistre(ctx: Contexte, id: ImportAdherentsId): Issue<number> {
  const i = await enAttente(ctx, id, 'importee');
  if (!i.ok) return i;
  if (i.valeur.accesLe !== null) return refuser({ code: 'personne_a_prevenir' });
  let envoyes = 0;
  for (const c of i.valeur.changements.filter((x) => x.avant === undefined)) {
    const a = await chargerAdhesion(ctx, c.adhesionId);
    if (!a?.courriel || a.personneId !== null || a.statut !== 'validee') continue;
    await publier(ctx, 'adhesion_admise', { nom: a.nom, courriel: a.courriel, par: { personneId: ctx.qui.personneId, nom: ctx.qui.nom } });
    envoyes++;
  }
  if (envoyes === 0) return refuser({ code: 'personne_a_prevenir' });
  await enregistrerImport(ctx, { ...i.valeur, accesLe: ctx.maintenant });
  await journaliser(ctx, 'adherents_acces_ouverts', id, { nombre: envoyes });
  return ok(envoyes);
}
