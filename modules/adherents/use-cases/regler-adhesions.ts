import { createHash } from 'node:crypto';
import { ok, refuser, type Result } from '#core/result.ts';
import { cleDeRecherche } from '#core/texte.ts';
import { journaliser } from '#db/journal.ts';
import { prevenir } from '#db/outbox.ts';
import type { Contexte } from '#server/contexte.ts';
import { CATEGORIES_PROPOSEES } from '../constants.ts';
import type { Categorie, College, GenreTexte, Offre, RefusAdhesion, Reglages } from '../model.ts';
import { peutReglerAdhesions, peutTenirAccueil } from '../permissions.ts';
import { chargerCategories, chargerColleges, chargerReglages, enregistrerCategorie, enregistrerCollege, enregistrerReglages } from '../repository.ts';
import { creerOffre, poserRetrait, publierTexte } from '../repository-textes.ts';

type Issue<T = true> = Promise<Result<T, RefusAdhesion>>;
const REFUSE = { code: 'role_insuffisant' } as const;

/** A code made of the label, once, then kept: `Élus et collectivités` → `elus_et_collectivites`. A label taken gets a number. */
export function nouveauCode(libelle: string, pris: readonly string[]): string {
  const base = (cleDeRecherche(libelle).replaceAll(' ', '_') || 'x').slice(0, 34).padEnd(2, '_');
  for (let n = 1; ; n++) {
    const code = n === 1 ? base : `${base}_${n}`;
    if (!pris.includes(code)) return code;
  }
}

/** Starts from the usual categories: names only. Their rights stay to be decided. */
export async function reprendreCategories(ctx: Contexte): Issue {
  if (!peutReglerAdhesions(ctx.qui)) return refuser(REFUSE);
  const presentes = new Set((await chargerCategories(ctx)).map((c) => c.code));
  for (const [rang, c] of CATEGORIES_PROPOSEES.entries()) if (!presentes.has(c.code)) await enregistrerCategorie(ctx, { ...c, association: null, vote: null, cotise: null, rang: rang + 1, active: true });
  await journaliser(ctx, 'categories_reprises', null);
  await prevenir(ctx, 'adherents');
  return ok(true);
}

type SansRang<T> = Omit<T, 'rang' | 'code'> & { readonly code?: string | undefined };

export async function tenirCategorie(ctx: Contexte, c: SansRang<Categorie>): Issue {
  if (!peutReglerAdhesions(ctx.qui)) return refuser(REFUSE);
  const connues = await chargerCategories(ctx);
  const ancienne = connues.find((k) => k.code === c.code);
  const code = ancienne?.code ?? nouveauCode(c.libelle, connues.map((k) => k.code));
  // Who is not of the association neither votes nor pays in it.
  const droits = c.association === false ? { vote: false, cotise: false } : { vote: c.vote, cotise: c.cotise };
  await enregistrerCategorie(ctx, { ...c, ...droits, code, rang: ancienne?.rang ?? connues.length + 1 });
  await journaliser(ctx, 'categorie_tenue', null, { code });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

export async function tenirCollege(ctx: Contexte, c: SansRang<Omit<College, 'id'>>): Issue {
  if (!peutReglerAdhesions(ctx.qui)) return refuser(REFUSE);
  const connus = await chargerColleges(ctx);
  const ancien = connus.find((k) => k.code === c.code);
  const code = ancien?.code ?? nouveauCode(c.libelle, connus.map((k) => k.code));
  await enregistrerCollege(ctx, { ...c, code, rang: ancien?.rang ?? connus.length + 1 });
  await journaliser(ctx, 'college_tenu', null, { code });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

/** A new version of the charter or of the rules: frozen, fingerprinted; members are asked to accept it. */
export async function publierTexteAdhesion(ctx: Contexte, t: { readonly genre: GenreTexte; readonly titre: string; readonly texte: string }): Issue<number> {
  if (!peutReglerAdhesions(ctx.qui)) return refuser(REFUSE);
  const texte = t.texte.replace(/\r\n?/g, '\n');
  const numero = await publierTexte(ctx, { ...t, texte, empreinte: createHash('sha256').update(texte).digest('hex') });
  await journaliser(ctx, 'texte_publie', null, { genre: t.genre, numero });
  await prevenir(ctx, 'adherents');
  return ok(numero);
}

/** The form opens once people can say as what they come. */
export async function reglerAdhesions(ctx: Contexte, r: Reglages): Issue {
  if (!peutReglerAdhesions(ctx.qui)) return refuser(REFUSE);
  if ((await chargerReglages(ctx)).version !== r.version) return refuser({ code: 'adhesion_modifiee' });
  if (r.candidatureOuverte && !(await chargerCategories(ctx)).some((c) => c.active)) return refuser({ code: 'categorie_inconnue' });
  await enregistrerReglages(ctx, r);
  await journaliser(ctx, 'adhesions_reglees', null, { ouverte: r.candidatureOuverte });
  await prevenir(ctx, 'adherents');
  return ok(true);
}

export async function publierOffre(ctx: Contexte, o: Pick<Offre, 'genre' | 'titre' | 'detail' | 'contact' | 'lieu' | 'depuis' | 'jusque'>): Issue {
  if (!peutTenirAccueil(ctx.qui)) return refuser(REFUSE);
  const id = await creerOffre(ctx, o);
  await journaliser(ctx, 'offre_publiee', id, { genre: o.genre });
  await prevenir(ctx, 'accueil');
  return ok(true);
}

/** Taken down, and put back by the same gesture undone. */
export async function retirerOffre(ctx: Contexte, id: string, retirer: boolean): Issue {
  if (!peutTenirAccueil(ctx.qui)) return refuser(REFUSE);
  if (!(await poserRetrait(ctx, id, retirer ? ctx.aujourdhui : null))) return refuser({ code: 'rien_a_decider' });
  await journaliser(ctx, retirer ? 'offre_retiree' : 'offre_remise', id);
  await prevenir(ctx, 'accueil');
  return ok(true);
}
