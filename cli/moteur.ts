import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { Result } from '#core/result.ts';
import type { Commande, Sortie } from './commande.ts';
import { parmi, phraseEcart } from './phrases.ts';

type Refus = { readonly code: string };

/** An engine put on the command line: pure input, pure output. `entree` names the option and the thing (`demande` → `--demande f.json`). */
export type Moteur<S extends z.ZodType, V, R extends Refus> = {
  readonly resume: string;
  /** What the command computes and how to read its result, in French; the options common to every engine are added. */
  readonly aide: string;
  readonly entree: string;
  readonly schema: S;
  /** A worked input, complete and valid. */
  readonly exemple: z.input<S>;
  readonly calculer: (entree: z.output<S>) => Result<V, R>;
  readonly phraseRefus: (refus: R) => string;
  readonly enTexte: (valeur: V) => string;
};

type Erreur = { readonly code: string; readonly chemin?: string; readonly texte: string; readonly faits?: unknown };

const ERREURS_MAX = 20;
const { localeError } = z.locales.fr();
const francais: z.core.$ZodErrorMap = (i) => phraseEcart(i) ?? localeError(i);

const optionsCommunes = (entree: string): string => `
  --${entree} FICHIER   l’entrée en JSON ; « - » lit l’entrée standard
  --json               écrit le résultat en JSON (les refus aussi, sous « erreurs »)
  --schema             écrit le schéma JSON de l’entrée
  --exemple            écrit une entrée d’exemple, complète

Code de sortie : 0 si le calcul est fait, 1 si l’entrée est refusée, 2 si la commande est mal écrite.
La même entrée donne le même résultat, au caractère près, sur toute machine.`;

/** `personnes[3].nom`: where something is wrong in the input. */
const enChemin = (chemin: readonly PropertyKey[]): string => chemin.map((p, i) => (typeof p === 'number' ? `[${p}]` : `${i > 0 ? '.' : ''}${String(p)}`)).join('');

function lireJson(fichier: string): Result<unknown, Erreur> {
  let octets: Buffer;
  try {
    octets = readFileSync(fichier === '-' ? 0 : fichier);
  } catch {
    return { ok: false, refus: { code: 'fichier_illisible', texte: `Le fichier « ${fichier} » ne peut pas être lu : vérifiez son chemin.` } };
  }
  if (!isUtf8(octets)) return { ok: false, refus: { code: 'json_illisible', texte: `Le fichier « ${fichier} » n’est pas du JSON : ses octets ne sont pas de l’UTF-8.` } };
  const texte = octets.toString('utf8').replace(/^\uFEFF/, '');
  try {
    return { ok: true, valeur: JSON.parse(texte) as unknown };
  } catch (e) {
    return { ok: false, refus: { code: 'json_illisible', texte: `Le fichier « ${fichier} » n’est pas du JSON : ${ouCela(texte, e)}.` } };
  }
}

/** Where the text stops being JSON. V8 says it in English, with a position when there is one. */
function ouCela(texte: string, e: unknown): string {
  const position = Number(/at position (\d+)/.exec(String(e))?.[1] ?? Number.NaN);
  if (Number.isNaN(position) || position >= texte.length) return texte.trim() === '' ? 'il est vide' : position >= texte.length || /Unexpected end|Unterminated/.test(String(e)) ? 'il s’arrête avant la fin' : 'il ne commence pas comme du JSON';
  const avant = texte.slice(0, position).split('\n');
  return `il cesse d’en être ligne ${avant.length}, colonne ${(avant.at(-1) ?? '').length + 1}, à « ${texte.slice(position, position + 20).split('\n')[0] ?? ''} »`;
}

function refuserTout(erreurs: readonly Erreur[], json: boolean, sortie: Sortie): number {
  if (json) sortie.ecrire(JSON.stringify({ erreurs }, null, 2));
  for (const e of erreurs) sortie.dire(e.texte);
  return 1;
}

type Ecart = z.core.$ZodIssue;
/** Wrong from the start: another of the forms was meant. */
const horsDeForme = (e: Ecart): boolean => e.path.length === 0 && (e.code === 'invalid_type' || e.code === 'invalid_value');

/** Where several forms are admitted, what is wrong with the one that was meant; when none was, what each asks. */
function preciser(i: Ecart): Ecart[] {
  if (i.code !== 'invalid_union' || i.errors.length === 0) return [i];
  const visees = i.errors.filter((ecarts) => !ecarts.some(horsDeForme)).sort((a, b) => a.length - b.length);
  const [visee] = visees;
  if (visee) return visee.flatMap((e) => preciser({ ...e, path: [...i.path, ...e.path] }));
  const ecarts = i.errors.flat();
  const valeurs = ecarts.flatMap((e) => (e.code === 'invalid_value' ? e.values : []));
  if (valeurs.length === ecarts.length) return [{ ...i, message: `il faut ${parmi(valeurs)}` }];
  return [{ ...i, message: [...new Set(ecarts.map((e) => e.message))].join(' ; ou ') }];
}

const erreursDeLecture = (erreur: z.ZodError): Erreur[] => {
  const lues = erreur.issues.flatMap(preciser).map((i) => {
    const chemin = enChemin(i.path);
    return { code: 'entree_refusee', chemin, texte: `${chemin === '' ? 'L’entrée' : chemin} : ${i.message}` };
  });
  return lues.length <= ERREURS_MAX ? lues : [...lues.slice(0, ERREURS_MAX), { code: 'entree_refusee', texte: `… et ${lues.length - ERREURS_MAX} autres erreurs.` }];
};

/** Makes the command of an engine: reads, parses strictly, computes, writes. Every engine of Maillage speaks this way. */
export function commandeMoteur<S extends z.ZodType, V, R extends Refus>(m: Moteur<S, V, R>): Commande {
  return {
    resume: m.resume,
    aide: `${m.aide.trim()}\n\nOptions :${optionsCommunes(m.entree)}`,
    executer: async (args, sortie) => {
      const { values } = parseArgs({
        args: [...args],
        options: { [m.entree]: { type: 'string' }, json: { type: 'boolean', default: false }, schema: { type: 'boolean', default: false }, exemple: { type: 'boolean', default: false } },
      });
      const json = values['json'] ?? false;
      if (values['schema']) {
        sortie.ecrire(JSON.stringify(z.toJSONSchema(m.schema, { io: 'input', unrepresentable: 'any' }), null, 2));
        return 0;
      }
      if (values['exemple']) {
        sortie.ecrire(JSON.stringify(m.exemple, null, 2));
        return 0;
      }
      const fichier = values[m.entree];
      if (typeof fichier !== 'string') {
        sortie.dire(`Il manque --${m.entree} FICHIER. « --exemple » écrit une entrée toute faite, « --aide » dit le reste.`);
        return 2;
      }
      const brut = lireJson(fichier);
      if (!brut.ok) return refuserTout([brut.refus], json, sortie);
      const lu = m.schema.safeParse(brut.valeur, { error: francais });
      if (!lu.success) return refuserTout(erreursDeLecture(lu.error), json, sortie);
      const issue = m.calculer(lu.data);
      if (!issue.ok) return refuserTout([{ code: issue.refus.code, texte: m.phraseRefus(issue.refus), faits: issue.refus }], json, sortie);
      sortie.ecrire(json ? JSON.stringify(issue.valeur, null, 2) : m.enTexte(issue.valeur));
      return 0;
    },
  };
}
