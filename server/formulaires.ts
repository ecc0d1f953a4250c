import type { Context } from 'hono';
import { z } from 'zod';

/** A field of a form that holds a file is a `File`. */
export type Valeurs = Readonly<Record<string, string | readonly string[] | File>>;
export type Erreurs = Readonly<Record<string, string>>;
export type Saisie<T> = { readonly ok: true; readonly saisie: T } | { readonly ok: false; readonly erreurs: Erreurs; readonly valeurs: Valeurs };

/** Nobody types a null byte, and PostgreSQL keeps none: it is left out of what is read. */
const sansNul = (v: string): string => v.replaceAll('\0', '');

/** A body that says it is a form and cannot be read as one: cut on its way, or written by hand. */
export class CorpsIllisible extends Error {}

/** The fields of a form as they were typed; a field sent several times is a list. The token is the gate's business, not the form's. */
export async function lireCorps(c: Context): Promise<{ jeton: unknown; valeurs: Record<string, string | string[] | File> }> {
  const { jeton, ...corps } = await c.req.parseBody({ all: true }).catch(() => {
    throw new CorpsIllisible();
  });
  // Without a prototype: a field named `__proto__` is a field like another, which no form declares.
  const valeurs: Record<string, string | string[] | File> = Object.create(null);
  for (const [nom, v] of Object.entries(corps)) {
    if (!Array.isArray(v)) valeurs[nom] = typeof v === 'string' ? sansNul(v) : v;
    else if (v.every((e) => typeof e === 'string')) valeurs[nom] = v.map(sansNul);
    else if (v[0]) valeurs[nom] = v[0];
  }
  return { jeton, valeurs };
}

const { localeError } = z.locales.fr();
/** What is said beside a field whose rule has no sentence of its own: never the codes of the program, never English. */
function direEcart(i: z.core.$ZodRawIssue): ReturnType<z.core.$ZodErrorMap> {
  if (i.code === 'invalid_value' || i.code === 'invalid_union') return 'Choisissez une réponse de la liste.';
  if (i.code === 'invalid_type' && i.input === undefined) return 'Il manque une réponse ici.';
  if (i.code === 'invalid_type' || i.code === 'invalid_format') return 'Cette réponse ne se lit pas.';
  return localeError(i);
}

/** Parses what was typed. On refusal: one sentence per field (`''` for the form as a whole) and the values untouched. */
export function analyser<T>(schema: z.ZodType<T>, valeurs: Record<string, string | string[] | File>): Saisie<T> {
  const lu = schema.safeParse(valeurs, { error: direEcart });
  if (lu.success) return { ok: true, saisie: lu.data };
  const erreurs: Record<string, string> = {};
  for (const i of lu.error.issues) {
    const champ = String(i.path[0] ?? '');
    erreurs[champ] ??= i.code === 'unrecognized_keys' ? 'Ce formulaire a changé depuis son ouverture : rechargez la page, votre texte est gardé.' : i.message;
  }
  return { ok: false, erreurs, valeurs };
}

/** A list sent as one field or as many: always a list. */
export const enListe = <S extends z.ZodType>(s: S): z.ZodType<z.infer<S>[]> => z.preprocess((v) => (v === undefined ? [] : Array.isArray(v) ? v : [v]), z.array(s)) as z.ZodType<z.infer<S>[]>;
